import { CircleCheck, Copy, FileWarning, Hourglass, X } from 'lucide-react';
import { useNowMs } from '../../ui/countdown.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar, ProgressRow } from '../../ui/progress.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { countText, sizeText } from '../../platform/words.ts';
import { cancelFiles, clearFinished, useImportQueue, type QueuedFile } from './import-queue.ts';
import styles from './import-panel.module.css';

/** Props of {@link ImportPanel}. */
export interface ImportPanelProps {
  readonly onShow: (documentId: string) => void;
}

/** Files on their way in: each with its state and reason, the whole with count, rate, time left and cancel. */
export const ImportPanel = ({ onShow }: ImportPanelProps) => {
  const queue = useImportQueue();
  const nowMs = useNowMs(500);
  if (queue.files.length === 0) return null;
  const open = queue.files.filter((file) => file.state === 'waiting' || file.state === 'sending');
  const ended = queue.files.length - open.length;
  const seconds = Math.max(0.1, (nowMs - queue.startedAtMs) / 1_000);
  const sentBytes = queue.files.reduce((sum, file) => sum + file.sentBytes, 0);
  const leftBytes = queue.files.reduce(
    (sum, file) => sum + (file.state === 'waiting' || file.state === 'sending' ? file.sizeBytes - file.sentBytes : 0),
    0,
  );
  const bytesPerSecond = sentBytes / seconds;
  const kept = queue.files.filter((file) => file.outcome?.status === 'kept-unreadable').length;
  const failed = queue.files.filter((file) => file.state === 'failed').length;
  return (
    <section className={styles.panel} aria-label="Import">
      {open.length > 0 ? (
        <ProgressRow
          title={`Importing ${countText(queue.files.length, 'file')}`}
          label="Import"
          done={ended}
          total={queue.files.length}
          unit="files"
          perSecond={ended > 0 ? ended / seconds : undefined}
          leftMs={bytesPerSecond > 0 ? (leftBytes / bytesPerSecond) * 1_000 : undefined}
          note={kept > 0 ? `${kept} kept as unreadable` : undefined}
          onCancel={() => cancelFiles()}
        />
      ) : (
        <output className={styles.done}>
          <StatePill tone={failed > 0 ? 'late' : 'good'} bare>
            {failed > 0 ? `${countText(failed, 'file')} did not arrive` : `${countText(ended, 'file')} arrived`}
          </StatePill>
          {kept > 0 ? <span className={styles.detail}>{kept} kept as unreadable</span> : null}
          <Button size="small" variant="quiet" onPress={clearFinished}>
            Clear
          </Button>
        </output>
      )}
      <ul className={styles.files}>
        {queue.files.map((file) => (
          <li key={file.id} className={styles.file}>
            <span className={styles.name} title={file.name}>
              {file.name}
            </span>
            <FileState file={file} />
            {file.state === 'sending' ? <ProgressBar label={file.name} value={file.sentBytes} max={Math.max(1, file.sizeBytes)} /> : null}
            {file.problem ? <span className={styles.reason}>{file.problem}</span> : null}
            <span className={styles.act}>
              {file.state === 'waiting' || file.state === 'sending' ? (
                <IconButton icon={X} size="small" label={`Cancel ${file.name}`} onPress={() => cancelFiles(file.id)} />
              ) : null}
              {file.outcome?.documentId ? (
                <Button size="small" variant="link" onPress={() => onShow(file.outcome?.documentId ?? '')}>
                  Show
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const FileState = ({ file }: { readonly file: QueuedFile }) => {
  if (file.state === 'waiting') {
    return (
      <StatePill tone="quiet" icon={Hourglass} bare size="small">
        Waits
      </StatePill>
    );
  }
  if (file.state === 'sending') {
    return (
      <span className={styles.detail}>
        {sizeText(file.sentBytes)} of {sizeText(file.sizeBytes)}
      </span>
    );
  }
  if (file.state === 'cancelled') {
    return (
      <StatePill tone="quiet" icon={X} bare size="small">
        Cancelled
      </StatePill>
    );
  }
  const status = file.outcome?.status;
  if (status === 'duplicate') {
    return (
      <StatePill tone="plain" icon={Copy} bare size="small">
        Here already
      </StatePill>
    );
  }
  if (status === 'kept-unreadable') {
    return (
      <StatePill tone="soon" icon={FileWarning} bare size="small">
        Kept, unreadable
      </StatePill>
    );
  }
  if (file.state === 'failed') {
    return (
      <StatePill tone="late" bare size="small">
        Did not arrive
      </StatePill>
    );
  }
  return (
    <StatePill tone="good" icon={CircleCheck} bare size="small">
      Stored
    </StatePill>
  );
};
