import { ChevronDown, ChevronUp, Maximize2, Trash2, X } from 'lucide-react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import type { TimelineEntry } from '../../../../contract/evidence.ts';
import type { CaseId } from '../../../../core/ids.ts';
import { useKeys } from '../../../platform/keys.ts';
import { useGo } from '../../../platform/places.ts';
import { documentUrl } from '../../../platform/transfer.ts';
import { useAct, useCall } from '../../../platform/use-call.ts';
import { whenText } from '../../../platform/dates.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PageSpot } from '../../../ui/pdf/page-spot.tsx';
import { showToast } from '../../../ui/toast-queue.ts';
import { PRECISION_WORDS, timeWords } from './time-words.ts';
import { placeName } from './timeline-chart.tsx';
import { zoneOffsetMs } from './time-scale.ts';
import styles from './timeline.module.css';

/** Props of {@link EntryDetail}. */
export interface EntryDetailProps {
  readonly entry: TimelineEntry;
  readonly caseId: CaseId;
  readonly canEdit: boolean;
  readonly readerZone: string;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
  readonly onAround: () => void;
}

/** One entry: both zones, how exactly it is known, who made it, and its sources as they stand on the page. */
export const EntryDetail = ({ entry, caseId, canEdit, readerZone, onStep, onClose, onAround }: EntryDetailProps) => {
  const go = useGo();
  const remove = useAct('timeline.remove');
  const documents = useCall('documents.list', { scope: { caseId }, limit: 500 }).data?.rows ?? [];
  const { time } = entry;
  const apartHours = (zoneOffsetMs(time.startMs, readerZone) - zoneOffsetMs(time.startMs, time.zone)) / 3_600_000;
  const takeAway = async (): Promise<void> => {
    const result = await remove.run({ entryId: entry.id });
    if (!result.ok) return;
    onClose();
    showToast({
      tone: 'info',
      title: `Timeline entry ${entry.label} removed`,
      action: { name: 'Undo', run: () => void remove.run({ entryId: entry.id, restore: true }) },
    });
  };
  useKeys('Timeline entry', [
    { keys: 'Esc', name: 'Close the entry', run: onClose },
    { keys: 'Delete', name: 'Remove the entry', run: () => void takeAway(), when: canEdit },
  ]);
  return (
    <div className={styles.detail}>
      <header className={styles.detailHead}>
        <h2>Entry {entry.label}</h2>
        <IconButton size="small" icon={ChevronUp} label="Entry before" keys="K" onPress={() => onStep(-1)} />
        <IconButton size="small" icon={ChevronDown} label="Next entry" keys="J" onPress={() => onStep(1)} />
        <IconButton size="small" icon={X} label="Close" keys="Esc" placement="left" onPress={onClose} />
      </header>
      <div className={styles.detailBody}>
        <section>
          <h3 className={styles.detailTitle}>{entry.title}</h3>
        </section>
        <section>
          <dl className={styles.whens}>
            <dt>{placeName(readerZone)}</dt>
            <dd>
              <b>{timeWords(time, readerZone)}</b>
            </dd>
            {time.zone === readerZone ? null : (
              <>
                <dt>Source</dt>
                <dd>
                  {timeWords(time, time.zone)} <span className={styles.faint}>{placeName(time.zone)}</span>
                </dd>
              </>
            )}
          </dl>
          <p className={styles.precision}>
            {PRECISION_WORDS[time.precision]}.
            {apartHours === 0
              ? ''
              : ` ${placeName(readerZone)} is ${Math.abs(apartHours)} ${Math.abs(apartHours) === 1 ? 'hour' : 'hours'} ${apartHours > 0 ? 'ahead' : 'behind'} then.`}
          </p>
        </section>
        <section>
          <dl className={styles.whens}>
            <dt>Who</dt>
            <dd>{entry.who || <span className={styles.faint}>Nobody named</span>}</dd>
            <dt>Made by</dt>
            <dd>
              {entry.madeByName}, {whenText(entry.madeAtMs, readerZone)}
            </dd>
          </dl>
        </section>
        <section>
          <h4 className={styles.sourcesHead}>
            Sources <small>{entry.anchors.length}</small>
          </h4>
          {entry.anchors.length === 0 ? <Bracket state="missing" /> : null}
          {entry.anchors.map(({ anchor, documentId, documentLabel }, at) => (
            <SourceCard
              key={at}
              document={documents.find((row) => row.id === documentId)}
              place={`${documentLabel} p. ${anchor.pageNo}`}
              source={{ pageNo: anchor.pageNo, boxes: anchor.boxes, quote: anchor.quote }}
              onOpen={() => go({ to: 'case', caseId, tab: 'documents', documentId, spot: anchor })}
            />
          ))}
        </section>
      </div>
      <footer className={styles.detailFoot}>
        <Button size="small" onPress={onAround}>
          24 h around it
        </Button>
        {canEdit ? (
          <Button size="small" variant="quiet" icon={Trash2} onPress={() => void takeAway()}>
            Remove
          </Button>
        ) : null}
      </footer>
    </div>
  );
};

interface SourceCardProps {
  readonly document: DocumentRow | undefined;
  readonly place: string;
  readonly source: {
    readonly pageNo: number;
    readonly boxes: readonly (readonly [number, number, number, number])[];
    readonly quote: string;
  };
  readonly onOpen: () => void;
}

const SourceCard = ({ document, place, source, onOpen }: SourceCardProps) => (
  <article className={styles.card}>
    <header>
      <Bracket state="confirmed" kind="timeline">
        {place}
      </Bracket>
      <span className={styles.cut}>{document?.name}</span>
      <IconButton size="small" icon={Maximize2} label={`Open ${place} in the document`} placement="left" onPress={onOpen} />
    </header>
    {document?.mediaType === 'application/pdf' && source.boxes.length > 0 ? (
      <PageSpot url={documentUrl(document.id)} pageNo={source.pageNo} boxes={source.boxes} quote={source.quote} kind="timeline" />
    ) : (
      <blockquote className={styles.cardQuote}>{source.quote}</blockquote>
    )}
  </article>
);
