import { Unlink } from 'lucide-react';
import type { ResponseVersion } from '../../../contract/responses.ts';
import type { ChangedWords } from '../../../core/responses/changed-words.ts';
import { artifactUrl } from '../../platform/transfer.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ChangedText } from '../../ui/letter/changed-text.tsx';
import { Letter } from '../../ui/letter/letter.tsx';
import type { LetterUnit } from '../../ui/letter/letter-units.ts';
import type { LetterFlag } from '../../ui/letter/margin-marks.tsx';
import { SupportLegend } from '../../ui/letter/support-legend.tsx';
import { PdfPane } from '../../ui/pdf/pdf-pane.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import layout from '../../ui/layout.module.css';
import styles from './panes.module.css';

/** The ways to look at a submitted response. */
export type ReviewViewName = 'clean' | 'changes' | 'pdf';

/** Props of {@link ResponsePane}. `weak` counts sentences without a confirmed source. */
export interface ResponsePaneProps {
  readonly version: ResponseVersion;
  readonly units: readonly LetterUnit[];
  readonly chosenId: string | null;
  readonly view: ReviewViewName;
  readonly sinceNo: number | null;
  readonly changes: ChangedWords | null;
  readonly weak: number;
  readonly flags: readonly LetterFlag[];
  readonly onView: (view: ReviewViewName) => void;
  readonly onWeak: () => void;
  readonly onChoose: (id: string) => void;
}

/** The submitted response: clean, with its changes, or as it is sent. */
export const ResponsePane = ({
  version,
  units,
  chosenId,
  view,
  sinceNo,
  changes,
  weak,
  flags,
  onView,
  onWeak,
  onChoose,
}: ResponsePaneProps) => (
  <section className={styles.response} aria-label="Response" data-thread-pane>
    <header className={layout.toolbar}>
      <h2 className={styles.name}>Response</h2>
      <span className={layout.grow} />
      <SegmentedControl
        label="How to look at it"
        value={view}
        onChange={onView}
        segments={[
          { id: 'clean', name: 'Clean' },
          ...(sinceNo === null ? [] : [{ id: 'changes' as const, name: `Changes since v${sinceNo}` }]),
          { id: 'pdf', name: 'As sent (PDF)' },
        ]}
      />
      <IconButton
        icon={Unlink}
        size="small"
        label="Next sentence without a confirmed source"
        keys="U"
        isDisabled={weak === 0}
        onPress={onWeak}
        placement="left"
      />
    </header>
    {view === 'pdf' ? (
      <PdfPane
        url={artifactUrl({ kind: 'response', versionId: version.id, format: 'pdf' })}
        name={`version ${version.versionNo}, as sent`}
      />
    ) : (
      <>
        <div className={styles.desk} tabIndex={-1}>
          <Letter
            label={`Response, version ${version.versionNo}`}
            blocks={version.blocks}
            units={units}
            chosenId={chosenId}
            onChoose={(id) => onChoose(id)}
            flags={flags}
            removed={view === 'changes' ? (changes?.removed ?? []) : []}
            words={(sentence) => {
              const parts = view === 'changes' ? changes?.bySentence.get(sentence.id) : undefined;
              return parts ? <ChangedText parts={parts} /> : undefined;
            }}
          />
        </div>
        <SupportLegend>
          <span className={styles.keys}>
            <Kbd keys="[" /> <Kbd keys="]" /> sentence
          </span>
        </SupportLegend>
      </>
    )}
  </section>
);
