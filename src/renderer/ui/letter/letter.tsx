import { useRef, type MouseEvent, type ReactNode } from 'react';
import type { ResponseBlock, ResponseSentence } from '../../../core/responses/response.ts';
import { classNames } from '../class-names.ts';
import { Paper } from '../paper.tsx';
import type { LetterUnit } from './letter-units.ts';
import { MarginFlags, MarginMarks, type LetterFlag } from './margin-marks.tsx';
import { useLinePlaces } from './use-line-places.ts';
import styles from './letter.module.css';

/** Props of {@link Letter}. `words` draws a sentence otherwise than as plain text, for changes or while it is edited. */
export interface LetterProps {
  readonly label: string;
  readonly blocks: readonly ResponseBlock[];
  readonly units: readonly LetterUnit[];
  readonly chosenId: string | null;
  /** A sentence was pointed at on the paper (`isWords`), or chosen by its mark in the margin. */
  readonly onChoose: (sentenceId: string, isWords: boolean, event?: MouseEvent) => void;
  readonly words?: ((sentence: ResponseSentence) => ReactNode | undefined) | undefined;
  /** Flags of comments in the right margin. */
  readonly flags?: readonly LetterFlag[];
  /** Parts of an earlier version that are gone, behind the block they followed. */
  readonly removed?: readonly { readonly afterBlockId: string | null; readonly text: string }[];
  /** Draws empty cells so that they can be pointed at. */
  readonly isWritable?: boolean;
}

/** A response on paper: every sentence with its bracket and number of sources in the left margin, at the line where it starts. */
export const Letter = ({ label, blocks, units, chosenId, onChoose, words, flags = [], removed = [], isWritable = false }: LetterProps) => {
  const sheet = useRef<HTMLDivElement>(null);
  const places = useLinePlaces(sheet);
  const standing = new Map(units.flatMap((unit) => unit.sentenceIds.map((id) => [id, unit.support] as const)));
  const press = (event: MouseEvent<HTMLDivElement>): void => {
    const sentence = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-sentence]') : null;
    const id = sentence?.dataset['sentence'];
    // Words that are being selected to copy are not a choice.
    if (id && (document.getSelection()?.isCollapsed ?? true)) onChoose(id, true, event);
  };
  const sentenceSpan = (sentence: ResponseSentence): ReactNode => (
    <span
      key={sentence.id}
      data-sentence={sentence.id}
      className={classNames(
        styles.sentence,
        sentence.origin === 'template' && styles.template,
        standing.get(sentence.id) === 'none' && styles.bare,
        sentence.id === chosenId && styles.chosen,
      )}
    >
      {words?.(sentence) ?? (sentence.text === '' && isWritable ? <span className={styles.blank}>empty</span> : sentence.text)}
    </span>
  );
  const goneAfter = (blockId: string | null): ReactNode =>
    removed
      .filter((one) => one.afterBlockId === blockId)
      .map((one) => (
        <p key={`gone-${one.text}`} className={styles.gone}>
          <del>{one.text}</del>
        </p>
      ));
  return (
    <Paper ref={sheet} className={styles.sheet}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the marks in the margin do the same by keyboard */}
      <div
        data-letter-body
        className={classNames(styles.body, isWritable && styles.writable)}
        role="document"
        aria-label={label}
        onClick={press}
      >
        {goneAfter(null)}
        {blocks.map((block) => (
          <div key={block.id} className={styles.block}>
            {block.kind === 'table' ? (
              <LetterTable block={block} cell={sentenceSpan} />
            ) : (
              <Paragraph block={block}>{spaced(block.sentences, sentenceSpan)}</Paragraph>
            )}
            {goneAfter(block.id)}
          </div>
        ))}
      </div>
      <MarginMarks units={units} places={places} chosenId={chosenId} onChoose={(id) => onChoose(id, false)} />
      {flags.length > 0 ? <MarginFlags flags={flags} places={places} onChoose={(id) => onChoose(id, false)} /> : null}
    </Paper>
  );
};

const Paragraph = ({ block, children }: { readonly block: Exclude<ResponseBlock, { kind: 'table' }>; readonly children: ReactNode }) =>
  block.kind === 'heading' ? (
    <h3 className={styles.heading}>{children}</h3>
  ) : (
    <p className={classNames(styles.paragraph, styles[STYLE_CLASSES[block.style] ?? 'running'])}>{children}</p>
  );

/** Paragraph styles of the shipped templates that a letter shows by their look; all others are running text. */
const STYLE_CLASSES: Readonly<Record<string, string>> = {
  LetterDate: 'date',
  Addressee: 'addressee',
  ReferenceLine: 'reference',
  NumberedGround: 'numbered',
  Closing: 'closing',
  Signature: 'signature',
};

/** A blank between two sentences that bring none themselves, as the document has it. */
const spaced = (sentences: readonly ResponseSentence[], span: (sentence: ResponseSentence) => ReactNode): ReactNode[] =>
  sentences.flatMap((sentence, at) => {
    const before = sentences[at - 1];
    return before && !/\s$/.test(before.text) ? [' ', span(sentence)] : [span(sentence)];
  });

interface LetterTableProps {
  readonly block: Extract<ResponseBlock, { kind: 'table' }>;
  readonly cell: (sentence: ResponseSentence) => ReactNode;
}

const LetterTable = ({ block, cell }: LetterTableProps) => (
  <table className={styles.table}>
    {block.header.length > 0 ? (
      <thead>
        <tr>
          {block.header.map((name, at) => (
            <th key={`${block.id}-${String(at)}`} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
    ) : null}
    <tbody>
      {block.rows.map((row) => (
        <tr key={row[0]?.id}>
          {row.map((sentence) => (
            <td key={sentence.id}>{cell(sentence)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
