import type { DiffPart } from '../../../core/responses/word-diff.ts';

/** Words that changed between two versions: removed ones struck out, added ones marked. */
export const ChangedText = ({ parts }: { readonly parts: readonly DiffPart[] }) => (
  <>
    {parts.map((part, at) =>
      part.change === 'same' ? (
        part.text
      ) : part.change === 'added' ? (
        <ins key={String(at)}>{part.text}</ins>
      ) : (
        <del key={String(at)}>{part.text}</del>
      ),
    )}
  </>
);
