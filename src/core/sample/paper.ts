/** A piece of a sample paper. In running text `**words**` are bold and `__words__` are italic. */
export type PaperBlock =
  | { readonly kind: 'letterhead'; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: 'court'; readonly lines: readonly string[] }
  | { readonly kind: 'caption'; readonly left: readonly string[]; readonly right: readonly string[] }
  | { readonly kind: 'title'; readonly text: string; readonly below?: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly indent?: 'first' | 'block'; readonly align?: 'center' | 'right' }
  | { readonly kind: 'numbered'; readonly items: readonly string[]; readonly markers?: 'numbers' | 'letters' }
  | { readonly kind: 'fields'; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly shares: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'signature'; readonly signed: string; readonly lines: readonly string[] }
  | { readonly kind: 'page-break' };

/** A synthetic paper: what stands on it, and the line at the foot of every page. */
export interface Paper {
  readonly title: string;
  readonly language: 'en-US' | 'en-IE';
  readonly size: 'letter' | 'a4';
  readonly foot: string;
  readonly blocks: readonly PaperBlock[];
}
