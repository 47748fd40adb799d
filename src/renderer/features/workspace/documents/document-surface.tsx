import { useCallback, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Download, Eye } from 'lucide-react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import { client } from '../../../platform/client.ts';
import { documentUrl, saveFile } from '../../../platform/transfer.ts';
import { countText, sizeText } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import type { PdfProblem } from '../../../ui/pdf/open-pdf.ts';
import type { PageMark, PageSelection, Spot } from '../../../ui/pdf/page-mark.ts';
import { PdfView, type PdfViewHandle } from '../../../ui/pdf/pdf-view.tsx';
import type { SpotPlace, ViewerState } from '../../../ui/pdf/viewer-session.ts';
import { TextPages, type TextPagesHandle } from '../../../ui/text-pages/text-pages.tsx';
import styles from './documents.module.css';

/** What a screen can ask of a shown document of any format. */
export interface SurfaceHandle {
  readonly goToPage: (pageNo: number) => void;
  readonly setZoom: (zoom: string) => void;
  readonly zoomBy: (direction: 1 | -1) => void;
  readonly rotate: () => void;
  readonly focus: () => void;
  /** What is selected right now. */
  readonly selection: () => PageSelection | undefined;
  /** Where an anchor is on the screen now, also outside the pane; undefined before its page is known. */
  readonly anchorRect: (anchor: Anchor) => SpotPlace | undefined;
}

/** Props of {@link DocumentSurface}. */
export interface DocumentSurfaceProps {
  readonly document: DocumentRow;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot?: Spot | null | undefined;
  readonly onMarkPress?: ((id: string) => void) | undefined;
  readonly onSelection?: ((selection: PageSelection | null) => void) | undefined;
  readonly onState?: ((state: ViewerState) => void) | undefined;
  readonly onMove?: (() => void) | undefined;
  readonly ref?: Ref<SurfaceHandle>;
}

/** Whether a document is drawn page by page as a PDF. */
export const isPdf = (document: DocumentRow): boolean => document.mediaType === 'application/pdf';

/** A document as it can be shown: a PDF drawn, other formats as their text, one that could not be read with the reason and a way out. */
export const DocumentSurface = ({
  document,
  marks,
  chosenId,
  spot,
  onMarkPress,
  onSelection,
  onState,
  onMove,
  ref,
}: DocumentSurfaceProps) => {
  const pdf = useRef<PdfViewHandle>(null);
  const text = useRef<TextPagesHandle>(null);
  const queries = useQueryClient();
  const [problem, setProblem] = useState<PdfProblem | null>(null);
  const [tryAnyway, setTryAnyway] = useState(false);
  const pageCount = document.pageCount ?? 0;

  useImperativeHandle(
    ref,
    () => ({
      goToPage: (pageNo) => (pdf.current ?? text.current)?.goToPage(pageNo),
      setZoom: (zoom) => pdf.current?.setZoom(zoom),
      zoomBy: (direction) => pdf.current?.zoomBy(direction),
      rotate: () => pdf.current?.rotate(),
      focus: () => (pdf.current ?? text.current)?.focus(),
      selection: () => (pdf.current ?? text.current)?.selection(),
      anchorRect: (anchor) =>
        pdf.current?.spotRect(anchor.pageNo, anchor.boxes) ?? text.current?.spotRect(anchor.pageNo, anchor.start, anchor.end),
    }),
    [],
  );

  const loadPage = useCallback(
    (pageNo: number): Promise<string> =>
      queries.fetchQuery({
        queryKey: ['documents.pageText', { documentId: document.id, pageNo }],
        queryFn: async () => {
          const result = await client.call('documents.pageText', { documentId: document.id, pageNo });
          if (!result.ok) throw new Error(result.failure.message);
          return result.value.text;
        },
        staleTime: Number.POSITIVE_INFINITY,
      }),
    // A page that is not read yet is asked for again once more pages are.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [queries, document.id, document.pagesRead],
  );

  const shown = { name: document.name, marks, chosenId, spot, onMarkPress, onSelection, onMove };
  const isKept = document.state === 'kept-unreadable';
  if (isPdf(document) && !problem && (!isKept || tryAnyway)) {
    return <PdfView key={document.id} ref={pdf} url={documentUrl(document.id)} {...shown} onState={onState} onProblem={setProblem} />;
  }
  if (isKept || problem) {
    return (
      <div className={styles.unreadable}>
        <ErrorState
          title={isKept ? 'Kept, but its text could not be read' : 'The pages could not be drawn'}
          happened={document.reason ?? problem?.message ?? 'The desk found no way to read this format.'}
          kept={
            <>
              The original, {sizeText(document.sizeBytes)}, unchanged. SHA-256 <code className={styles.hash}>{document.sha256}</code>
            </>
          }
          next="Export the original to open it elsewhere, or ask the sender for a copy that can be read and add it to the case."
          action={
            <>
              <Button icon={Download} onPress={() => void saveFile({ kind: 'document', documentId: document.id }, document.name)}>
                Export the original
              </Button>
              {isPdf(document) && !problem ? (
                <Button icon={Eye} variant="quiet" onPress={() => setTryAnyway(true)}>
                  Try to show its pages
                </Button>
              ) : null}
            </>
          }
        />
      </div>
    );
  }
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(document.mediaType)) {
    return (
      <div className={styles.picture}>
        <img src={documentUrl(document.id)} alt={document.name} />
      </div>
    );
  }
  if (pageCount === 0) {
    return (
      <EmptyState title={document.state === 'read' ? 'This document has no text' : 'Being read'}>
        {document.state === 'read'
          ? 'The desk read it to its end and found no words. The original can be exported.'
          : 'Its pages appear here as soon as the desk has read them.'}
      </EmptyState>
    );
  }
  return (
    <TextPages
      key={document.id}
      ref={text}
      pageCount={pageCount}
      loadPage={loadPage}
      {...shown}
      onPage={(pageNo) => onState?.({ pageNo, pageCount, scale: 1, zoom: countText(pageCount, 'page'), rotation: 0 })}
    />
  );
};
