import type { XmlGeneralNode } from 'easy-template-x';
import { attribute, childVal, elementAt, elements } from '../docx-xml.ts';
import { PLAIN_PARAGRAPH, PLAIN_RUN, type ParagraphStyle, type Rule, type RunStyle, type TabStop } from './model.ts';

const TWIPS_PER_PT = 20;

/** Twentieths of a point, as Word counts lengths, in points; `undefined` if the text is no number. */
export const twips = (text: string | undefined): number | undefined => {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value / TWIPS_PER_PT : undefined;
};

/** The look of a run after the properties `rPr` are laid over `base`. */
export const withRunProperties = (base: RunStyle, rPr: XmlGeneralNode | undefined): RunStyle => {
  if (!rPr) return base;
  const size = Number(childVal(rPr, 'w:sz'));
  const color = childVal(rPr, 'w:color');
  const underline = childVal(rPr, 'w:u');
  const position = childVal(rPr, 'w:vertAlign');
  return {
    sizePt: Number.isFinite(size) && size > 0 ? size / 2 : base.sizePt,
    bold: switched(rPr, 'w:b', base.bold),
    italic: switched(rPr, 'w:i', base.italic),
    strike: switched(rPr, 'w:strike', base.strike),
    caps: switched(rPr, 'w:caps', switched(rPr, 'w:smallCaps', base.caps)),
    underline: underline === undefined ? base.underline : underline !== 'none',
    color: color === undefined ? base.color : hexColor(color),
    position: position === undefined ? base.position : position === 'superscript' ? 'super' : position === 'subscript' ? 'sub' : 'base',
  };
};

/** The look of a paragraph after the properties `pPr` are laid over `base`. */
export const withParagraphProperties = (base: ParagraphStyle, pPr: XmlGeneralNode | undefined): ParagraphStyle => {
  if (!pPr) return base;
  const spacing = elementAt(pPr, 'w:spacing');
  const indent = elementAt(pPr, 'w:ind');
  const line = twips(attribute(spacing, 'w:line'));
  const lineRule = attribute(spacing, 'w:lineRule') ?? 'auto';
  const hanging = twips(attribute(indent, 'w:hanging'));
  const firstLine = twips(attribute(indent, 'w:firstLine'));
  const fill = attribute(elementAt(pPr, 'w:shd'), 'w:fill');
  const borders = elementAt(pPr, 'w:pBdr');
  return {
    align: alignment(childVal(pPr, 'w:jc')) ?? base.align,
    beforePt: isOn(attribute(spacing, 'w:beforeAutospacing'), false) ? 14 : (twips(attribute(spacing, 'w:before')) ?? base.beforePt),
    afterPt: isOn(attribute(spacing, 'w:afterAutospacing'), false) ? 14 : (twips(attribute(spacing, 'w:after')) ?? base.afterPt),
    line:
      line === undefined
        ? base.line
        : lineRule === 'auto'
          ? { rule: 'factor', value: (line * TWIPS_PER_PT) / 240 }
          : { rule: lineRule === 'exact' ? 'exact' : 'at-least', value: line },
    leftPt: twips(attribute(indent, 'w:left') ?? attribute(indent, 'w:start')) ?? base.leftPt,
    rightPt: twips(attribute(indent, 'w:right') ?? attribute(indent, 'w:end')) ?? base.rightPt,
    firstPt: hanging !== undefined ? -hanging : (firstLine ?? base.firstPt),
    tabs: tabStops(base.tabs, elementAt(pPr, 'w:tabs')),
    keepNext: switched(pPr, 'w:keepNext', base.keepNext),
    keepLines: switched(pPr, 'w:keepLines', base.keepLines),
    breakBefore: switched(pPr, 'w:pageBreakBefore', base.breakBefore),
    tightWithSame: switched(pPr, 'w:contextualSpacing', base.tightWithSame),
    top: borders ? ruleOf(elementAt(borders, 'w:top')) : base.top,
    bottom: borders ? ruleOf(elementAt(borders, 'w:bottom')) : base.bottom,
    fill: fill === undefined ? base.fill : fill === 'auto' ? undefined : hexColor(fill),
  };
};

/** A border element as a ruled line; none for `nil` and `none`. */
export const ruleOf = (border: XmlGeneralNode | undefined): Rule | undefined => {
  const kind = attribute(border, 'w:val');
  if (!border || kind === undefined || kind === 'nil' || kind === 'none') return undefined;
  return {
    widthPt: Math.max(0.25, Number(attribute(border, 'w:sz') ?? 4) / 8),
    color: hexColor(attribute(border, 'w:color') ?? 'auto'),
    spacePt: Number(attribute(border, 'w:space') ?? 0),
  };
};

/** Whether a switch such as `w:b` is on: there without a value, or with one that is not "off"; `otherwise` if it is not there. */
const switched = (properties: XmlGeneralNode, name: string, otherwise: boolean): boolean => {
  const node = elementAt(properties, name);
  return node ? isOn(attribute(node, 'w:val'), true) : otherwise;
};

/** A style of the document: the properties it adds to the style it is based on. */
interface StyleEntry {
  readonly basedOn: string | undefined;
  readonly pPr: XmlGeneralNode | undefined;
  readonly rPr: XmlGeneralNode | undefined;
  readonly tblPr: XmlGeneralNode | undefined;
}

/** The styles of a document, resolved by id. */
export class StyleSheet {
  readonly #styles = new Map<string, StyleEntry>();
  readonly #baseRun: RunStyle;
  readonly #baseParagraph: ParagraphStyle;
  readonly #defaultId: string;

  constructor(root: XmlGeneralNode | undefined) {
    const defaults = elementAt(root, 'w:docDefaults');
    this.#baseRun = withRunProperties({ ...PLAIN_RUN, sizePt: 10 }, elementAt(defaults, 'w:rPrDefault', 'w:rPr'));
    this.#baseParagraph = withParagraphProperties(PLAIN_PARAGRAPH, elementAt(defaults, 'w:pPrDefault', 'w:pPr'));
    let defaultId = 'Normal';
    for (const style of elements(root, 'w:style')) {
      const id = attribute(style, 'w:styleId') ?? '';
      if (attribute(style, 'w:type') === 'paragraph' && isOn(attribute(style, 'w:default'), false)) defaultId = id;
      this.#styles.set(id, {
        basedOn: childVal(style, 'w:basedOn'),
        pPr: elementAt(style, 'w:pPr'),
        rPr: elementAt(style, 'w:rPr'),
        tblPr: elementAt(style, 'w:tblPr'),
      });
    }
    this.#defaultId = defaultId;
  }

  /** The look of a paragraph of a style and of its words, before direct formatting. */
  paragraph(styleId: string | undefined): {
    readonly id: string;
    readonly paragraph: ParagraphStyle;
    readonly run: RunStyle;
    readonly numPr: XmlGeneralNode | undefined;
  } {
    const id = styleId ?? this.#defaultId;
    let paragraph = this.#baseParagraph;
    let run = this.#baseRun;
    let numPr: XmlGeneralNode | undefined;
    for (const entry of this.#chain(id)) {
      paragraph = withParagraphProperties(paragraph, entry.pPr);
      run = withRunProperties(run, entry.rPr);
      numPr = elementAt(entry.pPr, 'w:numPr') ?? numPr;
    }
    return { id, paragraph, run, numPr };
  }

  /** The look of words with a character style over `base`. */
  run(base: RunStyle, styleId: string | undefined): RunStyle {
    return styleId === undefined ? base : this.#chain(styleId).reduce((style, entry) => withRunProperties(style, entry.rPr), base);
  }

  /** The table properties of a table style, the most basic first. */
  table(styleId: string | undefined): XmlGeneralNode[] {
    return styleId === undefined ? [] : this.#chain(styleId).flatMap((entry) => (entry.tblPr ? [entry.tblPr] : []));
  }

  #chain(id: string): StyleEntry[] {
    const chain: StyleEntry[] = [];
    for (let at: string | undefined = id; at !== undefined && chain.length < 20;) {
      const entry: StyleEntry | undefined = this.#styles.get(at);
      if (!entry) break;
      chain.unshift(entry);
      at = entry.basedOn;
    }
    return chain;
  }
}

const isOn = (value: string | undefined, whenMissing: boolean): boolean =>
  value === undefined || value === '' ? whenMissing : !['0', 'false', 'off', 'none'].includes(value);

const hexColor = (text: string): string => (/^[0-9a-f]{6}$/i.test(text) ? text.toUpperCase() : '000000');

const alignment = (value: string | undefined): ParagraphStyle['align'] | undefined => (value === undefined ? undefined : ALIGNMENTS[value]);

const ALIGNMENTS: Readonly<Record<string, ParagraphStyle['align']>> = {
  left: 'left',
  start: 'left',
  right: 'right',
  end: 'right',
  center: 'center',
  both: 'justify',
  distribute: 'justify',
};

const tabStops = (base: readonly TabStop[], tabs: XmlGeneralNode | undefined): readonly TabStop[] => {
  if (!tabs) return base;
  const stops = new Map(base.map((stop) => [stop.atPt, stop]));
  for (const tab of elements(tabs, 'w:tab')) {
    const atPt = twips(attribute(tab, 'w:pos'));
    if (atPt === undefined) continue;
    const kind = attribute(tab, 'w:val');
    if (kind === 'clear') stops.delete(atPt);
    else
      stops.set(atPt, {
        atPt,
        align: kind === 'right' || kind === 'end' || kind === 'decimal' ? 'right' : kind === 'center' ? 'center' : 'left',
      });
  }
  return [...stops.values()].sort((a, b) => a.atPt - b.atPt);
};
