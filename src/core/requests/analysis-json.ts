import type { Anchor } from '../evidence/anchor.ts';
import type { FactValue } from '../facts/fact.ts';
import type { Analysis } from './analyze-pages.ts';

/** An anchor as the command line prints it. */
export interface AnchorJson {
  readonly page: number;
  readonly quote: string;
  readonly boxes: Anchor['boxes'];
}

/** What `casewright analyze FILE --json` prints. */
export interface AnalysisJson {
  readonly document: { readonly sha256: string; readonly mediaType: string; readonly pages: number; readonly languages: readonly string[] };
  readonly title: string;
  readonly type: string;
  readonly typeConfidence: number;
  readonly typeReasons: readonly { readonly text: string; readonly anchor: AnchorJson }[];
  readonly facts: readonly {
    readonly field: string;
    readonly kind?: string;
    readonly value: FactValue;
    readonly confidence: number;
    readonly anchor: AnchorJson;
  }[];
  readonly urls: readonly string[];
  readonly summary: readonly { readonly text: string; readonly anchors: readonly AnchorJson[] }[];
  readonly deadlines: readonly unknown[];
  readonly checklist: readonly unknown[];
  readonly scope: readonly unknown[];
  readonly ms: { readonly extract: number; readonly analyze: number };
}

/** Puts an analysis into the command line's stable shape. */
export const analysisJson = (
  analysis: Analysis,
  document: { readonly sha256: string; readonly mediaType: string; readonly pages: number },
  ms: { readonly extract: number; readonly analyze: number },
): AnalysisJson => ({
  document: { ...document, languages: analysis.languages },
  title: analysis.title,
  type: analysis.type,
  typeConfidence: analysis.typeConfidence,
  typeReasons: analysis.typeReasons.map(({ text, anchor }) => ({ text, anchor: anchorJson(anchor) })),
  facts: analysis.facts.map((fact) => ({
    field: fact.field,
    ...(fact.kind === undefined ? {} : { kind: fact.kind }),
    value: fact.value,
    confidence: fact.confidence,
    anchor: anchorJson(fact.anchor),
  })),
  urls: analysis.urls,
  summary: analysis.summary.map(({ text, anchors }) => ({ text, anchors: anchors.map(anchorJson) })),
  deadlines: [],
  checklist: [],
  scope: [],
  ms,
});

const anchorJson = (anchor: Anchor): AnchorJson => ({ page: anchor.pageNo, quote: anchor.quote, boxes: anchor.boxes });
