import type { PageLine } from './page-lines.ts';

const OPENS_ITEM =
  /^(?:[-•*▪◦●☐☒]\s?|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s|\(\d{1,2}\)\s|§\s?\d|No\.\s*\d|https?:\/\/|REQUEST NO|Request No|Re:|RE:|To:|TO:|From:|Date:|DATE:|Subject:|Sub:|cc:|Encl)/;
const LABELLED = /^[A-Z][\w /.'&()-]{1,40}:(?:\s|$)/;
const URL_LINE = /^<?https?:\/\/\S+>?(?:\s*[\\,;]?)$/i;

/** Whether `line` goes on a sentence that `previous` broke off at the margin, so that the two are one run of text. */
export const joinsNextLine = (
  previous: PageLine,
  line: PageLine,
  widths: { readonly fullChars: number; readonly right: number; readonly left: number },
): boolean => {
  const above = previous.text;
  const below = line.text;
  if (previous.breaks || previous.bold || line.bold) return false;
  if (line.gapAbove || isRow(above) || isRow(below)) return false;
  if (/^\S+@\S+\.\S+/.test(below)) return false;
  if (/^\p{Ll}[\p{L} -]{2,24}: ?\S/u.test(below)) return false;
  if (OPENS_ITEM.test(below) || URL_LINE.test(above)) return false;
  if (/^[-_=*~.\s]{4,}$/.test(above) || /^[-_=*~.\s]{4,}$/.test(below)) return false;
  if (/^(?:https?:\/\/\S+|\S+@\S+)$/i.test(above) && above.length < 60) return false;
  const opensLow = /^[\p{Ll}(&,;]/u.test(below) || /^(?:v\.|U\.S\.C|\d+\s+U\.S\.C)/.test(below);
  const endsOpen =
    /(?:[,;(&–—-]|\b(?:the|of|and|or|to|for|in|by|a|an|with|under|on|that|from|at|as|your|any|all|is|are|be|this|Inc\.|No\.|U\.S\.C\.|§+))$/i.test(
      above,
    );
  if (opensLow && !/[.:!?]["')]?$/.test(above)) return true;
  const full = isFull(previous, widths);
  if (full && !LABELLED.test(below)) return true;
  if (full && endsOpen) return true;
  return endsOpen && !LABELLED.test(below) && above.length > widths.fullChars * 0.45 && !/^\p{Lu}[\p{Lu}\s.,'&-]+$/u.test(above);
};

const isRow = (text: string): boolean => text.split('\t').length > 2;

const isFull = (line: PageLine, widths: { readonly fullChars: number; readonly right: number; readonly left: number }): boolean => {
  if (widths.right > 0 && line.x1 > 0) return line.x1 >= widths.right - (widths.right - widths.left) * 0.14 && line.text.length > 45;
  if (widths.fullChars > 130) return false;
  return line.text.length >= Math.max(48, widths.fullChars * 0.74);
};
