import { useEffect, useRef, useState } from 'react';
import { ErrorState } from '../error-state.tsx';
import { Working } from '../progress.tsx';
import { renderDocx, setHangingTabs } from './render-docx.ts';
import styles from './docx-sheets.module.css';

/** Props of {@link DocxSheets}: where the DOCX is read, and its name for readers. */
export interface DocxSheetsProps {
  readonly url: string;
  readonly name: string;
}

/** The actual bytes of a Word document as pages, read only. They live in a shadow tree, so neither the window's look nor theirs leaks. */
export const DocxSheets = (props: DocxSheetsProps) => <Sheets key={props.url} {...props} />;

const Sheets = ({ url, name }: DocxSheetsProps) => {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<{ readonly kind: 'working' | 'shown' } | { readonly kind: 'failed'; readonly why: string }>({
    kind: 'working',
  });
  useEffect(() => {
    const abort = new AbortController();
    const show = async (): Promise<void> => {
      const answer = await fetch(url, { signal: abort.signal });
      if (!answer.ok) throw new Error(await reasonOf(answer));
      const rendered = await renderDocx(await answer.arrayBuffer());
      if (abort.signal.aborted || !host.current) return;
      const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`${rendered.css}\n${SHEET_CSS}`);
      root.adoptedStyleSheets = [sheet];
      root.replaceChildren(...rendered.pages);
      host.current.hidden = false;
      setHangingTabs(root);
      setState({ kind: 'shown' });
    };
    show().catch((problem: unknown) => {
      if (!abort.signal.aborted)
        setState({ kind: 'failed', why: problem instanceof Error ? problem.message : 'The Word file could not be laid out.' });
    });
    return () => abort.abort();
  }, [url]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- pages that scroll take the focus, so that the arrow keys scroll them
    <section className={styles.desk} tabIndex={0} aria-label={`Preview of ${name}`}>
      {state.kind === 'working' ? (
        <div className={styles.waiting}>
          <Working>Setting the letter</Working>
        </div>
      ) : null}
      {state.kind === 'failed' ? (
        <ErrorState
          title="The preview can not be shown"
          happened={state.why}
          kept="The words of the response are kept as they are."
          next="Look at the PDF instead, or save a copy as Word file and open it there."
        />
      ) : null}
      <div ref={host} className={styles.host} hidden={state.kind !== 'shown'} />
    </section>
  );
};

const reasonOf = async (answer: Response): Promise<string> => {
  try {
    const body: unknown = await answer.json();
    if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') return body.message;
  } catch {
    // No words came with the refusal; the status has to do.
  }
  return `The desk did not hand out the Word file (${answer.status}).`;
};

/** The sheets on the desk: paper's own ground and shadow; everything else is the document's. */
const SHEET_CSS = `
:host { color-scheme: light; }
section.docx { position: relative; margin: 0 auto 16px; background: var(--paper-fill); color: var(--paper-ink); box-shadow: var(--shadow-paper); box-sizing: border-box; font-family: 'Tinos', serif; overflow: hidden; }
section.docx:last-child { margin-bottom: 0; }
`;
