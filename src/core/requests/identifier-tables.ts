import type { FoundIdentifier } from './identifiers.ts';
import type { DocumentFrame } from './document-frame.ts';
import { phraseSource, type ReadingPack } from './reading-pack.ts';

const MAX_ROWS = 2_000;

/** Identifiers in the columns of a table: the header row names what a column holds, each row below gives one. */
export const tableIdentifiers = (frame: DocumentFrame, pack: ReadingPack): FoundIdentifier[] => {
  const found: FoundIdentifier[] = [];
  const columns = pack.vocabulary.tableColumns.map(({ kind, words }) => ({
    kind,
    test: new RegExp(`^(?:${words.map((word) => phraseSource(word)).join('|')})[\\s.:()\\p{L}]{0,14}$`, 'iu'),
  }));
  let kinds: readonly (string | undefined)[] | undefined;
  for (const block of frame.blocks) {
    if (block.role !== 'text') continue;
    const cells = block.text.split('\t');
    if (cells.length < 2) {
      if (kinds && block.text.length > 60) kinds = undefined;
      continue;
    }
    const header = cells.map((cell) => kindOf(cell, columns));
    const named = header.filter((kind) => kind !== undefined).length;
    if (cells.length === 2 && named === 1 && header[0] !== undefined && !kinds) {
      const value = cells[1]?.trim() ?? '';
      if (isValue(value, header[0])) found.push(place(block.start + block.text.indexOf(value, cells[0]?.length ?? 0), value, header[0]));
      continue;
    }
    if (named >= 1 && !/\d{3}|@/.test(block.text)) {
      kinds =
        /^(?:no\.?|#|nr\.?|n°)\s/i.test(cells[0] ?? '') && header[0] === undefined
          ? [undefined, kindOf((cells[0] ?? '').replace(/^\S+\s/, ''), columns), ...header.slice(1)]
          : header;
      continue;
    }
    if (!kinds || found.length > MAX_ROWS) continue;
    const shift =
      cells.length === kinds.length
        ? 0
        : cells.length < kinds.length && kinds[0] === undefined && !/^\d{1,3}$/.test(cells[0] ?? '')
          ? 1
          : 0;
    let at = block.start;
    for (const [i, cell] of cells.entries()) {
      const kind = kinds[i + shift];
      const value = cell.trim();
      const start = frame.reading.text.indexOf(value, at);
      at += cell.length + 1;
      if (kind && isValue(value, kind)) found.push(place(start, value, kind));
    }
  }
  return found;
};

const place = (start: number, value: string, kind: string): FoundIdentifier => ({
  kind,
  value,
  start,
  end: start + value.length,
  confidence: 0.88,
});

const kindOf = (cell: string, columns: readonly { readonly kind: string; readonly test: RegExp }[]): string | undefined => {
  const label = cell.trim().replace(/[:.]$/, '');
  if (label.length < 2 || label.length > 32) return undefined;
  return columns.find(({ test }) => test.test(label))?.kind;
};

const isValue = (value: string, kind: string): boolean => {
  if (value.length < 3 || value.length > 90 || /^(?:none|unknown|n\/?a|not known|\(none.*|-+|—|unbekannt)/i.test(value)) return false;
  if (kind === 'email') return value.includes('@');
  if (kind === 'phone') return value.replace(/\D/g, '').length >= 7;
  if (kind === 'seller' || kind === 'account') return /\p{L}/u.test(value) && value.split(' ').length <= 6;
  return /\d/.test(value);
};
