import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '../../../contract/documents.ts';
import type { Anchor } from '../../../core/evidence/anchor.ts';
import { useCall } from '../../platform/use-call.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import type { PageMark, Spot } from '../../ui/pdf/page-mark.ts';
import { claimId, marksOf, spotOf } from './documents/claim.ts';
import type { SurfaceHandle } from './documents/document-surface.tsx';
import { HitsPanel } from './documents/hits-panel.tsx';
import { useFind } from './documents/use-find.ts';
import { useHitSteps } from './documents/use-hit-steps.ts';
import { ViewerPane } from './documents/viewer-pane.tsx';
import styles from './documents/documents.module.css';

/** Props of {@link DocumentView}. A new `spot` jumps and pulses; `marks` lie over the pages. */
export interface DocumentViewProps {
  readonly documentId: string;
  readonly pageNo?: number | undefined;
  readonly spot?: Anchor | undefined;
  readonly marks?: readonly PageMark[] | undefined;
}

const NO_MARKS: readonly PageMark[] = [];

/** One document to read and find in, outside a case; fills its box. */
export const DocumentView = ({ documentId, pageNo, spot, marks = NO_MARKS }: DocumentViewProps) => {
  const found = useCall('documents.get', { documentId });
  const find = useFind(documentId);
  const surface = useRef<SurfaceHandle>(null);
  const token = useRef(0);
  const [target, setTarget] = useState<Spot | null>(null);
  const jump = useCallback((anchor: Anchor) => {
    token.current += 1;
    setTarget(spotOf(anchor, token.current));
  }, []);
  useEffect(() => {
    if (spot) jump(spot);
  }, [spot, jump]);
  const isHere = found.data !== undefined;
  useEffect(() => {
    if (isHere && pageNo && !spot) surface.current?.goToPage(pageNo);
  }, [isHere, pageNo, spot]);
  const steps = useHitSteps(
    find,
    useCallback((_at: number, hit: SearchHit) => jump(hit.anchor), [jump]),
  );
  const shown = useMemo(
    () => [...marks, ...marksOf(documentId, { facts: [], notes: [], entries: [], exhibits: [], hits: find.hits })],
    [marks, documentId, find.hits],
  );

  if (found.error)
    return (
      <ErrorState title="The document can not be shown" happened={found.error.failure.message} incident={found.error.failure.incident} />
    );
  if (!found.data) {
    return (
      <div className={styles.waiting}>
        <Working>Opening the document</Working>
      </div>
    );
  }
  const document = found.data;
  const filed = document.cases[0];
  return (
    <div className={styles.alone}>
      <div className={styles.aloneRow}>
        <ViewerPane
          ref={surface}
          document={document}
          cited={filed ? `${filed.number} ${filed.label}` : 'not in a case'}
          label={filed?.label ?? document.name}
          marks={shown}
          chosenId={find.at >= 0 ? claimId.hit(find.at) : null}
          spot={target}
          find={find}
          onFindStep={steps.step}
        />
        {find.query.trim() === '' ? null : (
          <aside className={styles.hitsDrawer} aria-label="Hits">
            <HitsPanel
              find={find}
              document={document}
              chosenId={find.at >= 0 ? claimId.hit(find.at) : null}
              withScope={false}
              onHit={steps.go}
            />
          </aside>
        )}
      </div>
    </div>
  );
};
