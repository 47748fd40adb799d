import { sha256Schema } from '../../../src/core/ids.ts';
import type { Anchor } from '../../../src/core/evidence/anchor.ts';
import type { DraftFact, DraftSource } from '../../../src/core/responses/fields-of-case.ts';
import type { ResponseBlock, ResponseSentence } from '../../../src/core/responses/response.ts';

/** An anchor on the quoted words of the one document of these tests. */
export const anchor = (quote: string, pageNo = 1): Anchor => ({
  documentSha256: sha256Schema.parse('a'.repeat(64)),
  pageNo,
  boxes: [[72, 700, 200, 712]],
  quote,
  start: 0,
  end: quote.length,
});

/** A UUID that ends in `n`. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A fact of a case, confirmed unless said otherwise. */
export const fact = (
  n: number,
  field: DraftFact['field'],
  value: DraftFact['value'],
  state: DraftFact['state'] = 'confirmed',
): DraftFact => ({ id: uuid(n), field, value, state, anchor: anchor(`quote ${n}`) });

/** A case whose facts fill the shipped templates. */
export const source = (changes: Partial<DraftSource> = {}): DraftSource => ({
  caseNumber: 'LE-2026-0042',
  caseTitle: 'Grand jury subpoena, SPECIMEN County',
  requestType: 'grand-jury-subpoena',
  facts: [
    fact(1, 'issuing-authority', 'District Court of Example County, Dept. 5'),
    fact(2, 'reference-number', 'GJ-2026-555'),
    fact(3, 'issued-on', '2026-02-20'),
    fact(4, 'statute', '18 U.S.C. § 2703(c)(2)'),
    fact(5, 'identifier', 'seller_555@example.com'),
    fact(6, 'signatory', 'Jane Q. Sample'),
    fact(7, 'sender', 'Doe v. Example Inc. {x}'),
  ],
  items: [
    { text: 'All subscriber information for the account.', disposition: 'produced', reason: 'PROD-0001', anchor: anchor('All subscriber') },
    { text: 'Contents of messages', disposition: 'objected', reason: 'Contents require a search warrant.', anchor: anchor('Contents') },
  ],
  authorName: 'Ines Example',
  organisation: 'Marketplace Example, Inc.',
  todayOn: '2026-03-02',
  ...changes,
});

/** A sentence of a response; the template's words unless said otherwise. */
export const sentence = (id: string, text: string, changes: Partial<ResponseSentence> = {}): ResponseSentence => ({
  id,
  text,
  origin: 'template',
  factIds: [],
  anchors: [],
  ...changes,
});

/** A paragraph of sentences. */
export const paragraph = (id: string, ...sentences: readonly ResponseSentence[]): ResponseBlock => ({
  kind: 'paragraph',
  id,
  style: 'BodyText',
  sentences,
});
