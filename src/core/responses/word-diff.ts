/** A stretch of two compared texts: in both, only in the older, or only in the newer. */
export interface DiffPart {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}

const MOST_COMPARED_PAIRS = 4_000_000;

/**
 * The difference between two texts word by word; blanks and punctuation are words of their own. Joining the parts that are not
 * `added` gives `before` again, those that are not `removed` gives `after`.
 */
export const diffWords = (before: string, after: string): DiffPart[] => {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;

  const parts: DiffPart[] = a.slice(0, head).map((text) => ({ text, change: 'same' }));
  parts.push(...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)));
  parts.push(...a.slice(a.length - tail).map((text) => ({ text, change: 'same' }) as const));
  return merged(parts);
};

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

const middle = (a: readonly string[], b: readonly string[]): DiffPart[] => {
  const removed = a.map((text): DiffPart => ({ text, change: 'removed' }));
  const added = b.map((text): DiffPart => ({ text, change: 'added' }));
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_COMPARED_PAIRS) return [...removed, ...added];

  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      parts.push({ text: a[i] ?? '', change: 'same' });
      i += 1;
      j += 1;
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) {
      parts.push(removed[i] as DiffPart);
      i += 1;
    } else {
      parts.push(added[j] as DiffPart);
      j += 1;
    }
  }
  return [...parts, ...removed.slice(i), ...added.slice(j)];
};

const merged = (parts: readonly DiffPart[]): DiffPart[] => {
  const joined: { text: string; change: DiffPart['change'] }[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.change === part.change) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
};
