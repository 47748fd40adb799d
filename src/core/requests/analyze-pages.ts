import { eld } from 'eld/small';
import type { Anchor } from '../evidence/anchor.ts';
import type { FactField, FactValue, SuggestedFact, SummarySentence } from '../facts/fact.ts';
import type { Sha256 } from '../ids.ts';
import { anchorOf, lineAnchorsOf } from '../text/reading-text.ts';
import type { PageText } from '../text/page-text.ts';
import { courtInCaption, publicBodies, type FoundName } from './authorities.ts';
import { caseTitle } from './case-title.ts';
import { classifyRequest } from './classify-request.ts';
import { documentFrame, type DocumentFrame } from './document-frame.ts';
import { dueTerms } from './due-terms.ts';
import { findIdentifiers } from './identifiers.ts';
import { issueDate, numericOrder } from './issue-date.ts';
import { findJurisdictions } from './jurisdictions.ts';
import { findNonDisclosure } from './non-disclosure.ts';
import { organisations, recipientOf, signatories } from './parties.ts';
import type { ReadingPack } from './reading-pack.ts';
import { findReferences } from './references.ts';
import { findRequestedItems } from './requested-items.ts';
import type { RequestType } from './request-types.ts';
import { findCitations, invokedLaws } from './statutes.ts';
import { summarise } from './summarise.ts';
import { findSuspicion } from './suspicion.ts';
import { distinctAddresses } from './web-addresses.ts';

/** What the machine reads in a document: suggestions, each with its anchor; nothing of it is confirmed. */
export interface Analysis {
  readonly languages: readonly string[];
  readonly type: RequestType;
  /** 0 to 1; under 0.6 means doubtful. */
  readonly typeConfidence: number;
  readonly typeReasons: readonly { readonly text: string; readonly anchor: Anchor }[];
  readonly facts: readonly SuggestedFact[];
  readonly urls: readonly string[];
  readonly summary: readonly SummarySentence[];
  /** A short name for a new case: "Search warrant, Superior Court of California". */
  readonly title: string;
}

/** Papers that a private person or company writes: no authority issues them. */
const PRIVATE: readonly RequestType[] = [
  'copyright-takedown',
  'copyright-counter-notice',
  'takedown-retraction',
  'platform-decision',
  'notice-of-legal-action',
  'trademark-complaint',
  'counterfeit-complaint',
  'brand-registry-notice',
  'patent-complaint',
  'litigation-hold',
  'legal-correspondence',
  'privacy-request',
  'foia-request',
  'seller-appeal',
  'court-filing',
];
const OF_COURT: readonly RequestType[] = [
  'grand-jury-subpoena',
  'civil-subpoena',
  'court-order-2703d',
  'search-warrant',
  'pen-register-order',
  'non-disclosure-order',
  'court-order',
  'injunction',
  'court-notice',
  'garnishment-writ',
];

/** Reads a document's pages by the rules of the pack: type, facts, addresses, summary. Pure; time linear in the text. */
export const analyzePages = (
  input: { readonly documentSha256: Sha256; readonly mediaType: string; readonly pages: readonly PageText[] },
  pack: ReadingPack,
): Analysis => {
  const frame = documentFrame(input.documentSha256, input.pages, pack);
  const classification = classifyRequest(frame, pack);
  const { type } = classification;
  const facts: SuggestedFact[] = [];
  const put = (field: FactField, value: FactValue, confidence: number, anchor: Anchor, kind?: string): void => {
    if (anchor.quote !== '')
      facts.push({ field, ...(kind === undefined ? {} : { kind }), value, confidence: Math.round(confidence * 100) / 100, anchor });
  };
  const at = (start: number, end: number): Anchor =>
    (frame.reading.numberedPages.has(frame.reading.pageIndexAt[start] ?? 0) ? lineAnchorsOf(frame.reading, start, end)[0] : undefined) ??
    anchorOf(frame.reading, start, end);

  const authority = authorityOf(frame, pack, type);
  if (authority) put('issuing-authority', authority.value, authority.confidence, at(authority.start, authority.end));
  const parties = partiesOf(frame, pack, type, authority);
  for (const sender of parties.senders) put('sender', sender.value, sender.confidence, at(sender.start, sender.end));
  if (parties.behalf) put('on-behalf-of', parties.behalf.value, parties.behalf.confidence, at(parties.behalf.start, parties.behalf.end));
  const recipient = recipientOf(frame, pack);
  if (recipient) put('recipient', recipient.value, recipient.confidence, at(recipient.start, recipient.end));
  for (const reference of findReferences(frame, pack))
    put('reference-number', reference.value, reference.confidence, reference.anchor, reference.kind);

  const jurisdictions = findJurisdictions(frame, pack);
  const order = numericOrder(
    frame.reading.text,
    jurisdictions.map(({ code }) => code),
  );
  const issued = issueDate(frame, pack, order);
  if (issued) put('issued-on', issued.on, issued.confidence, issued.anchor);
  const due = dueTerms(frame, pack, order);
  for (const term of due)
    put(
      'due',
      'on' in term.value ? { on: term.value.on } : { rule: term.value.rule, text: term.text },
      term.confidence,
      at(term.start, term.end),
    );
  const [jurisdiction] = jurisdictions;
  if (jurisdiction)
    put('jurisdiction', jurisdiction.code, Math.min(0.9, 0.4 + jurisdiction.hits * 0.15), at(jurisdiction.start, jurisdiction.end));
  for (const law of lawsOf(frame, pack)) put('statute', law.value, law.strength === 'section' ? 0.88 : 0.7, at(law.start, law.end));
  for (const one of findIdentifiers(frame, pack, type)) put('identifier', one.value, one.confidence, at(one.start, one.end), one.kind);
  const items = findRequestedItems(
    frame,
    pack,
    due.map((term) => term.start),
  );
  for (const item of items) put('requested-item', item.value, item.confidence, at(item.start, item.end));
  const secrecy = findNonDisclosure(frame, pack);
  if (secrecy) put('non-disclosure', true, secrecy.confidence, at(secrecy.start, secrecy.end));
  const suspicion = findSuspicion(frame, pack, type);
  if (suspicion) put('suspicious', true, suspicion.confidence, suspicion.anchor);

  const highlights = [
    ...due.map((term) => ({ start: term.start, end: term.end, weight: 2.6 })),
    ...items.filter((item) => item.confidence >= 0.74).map((item) => ({ start: item.start, end: item.end, weight: 1.1 })),
    ...(secrecy ? [{ start: secrecy.start, end: secrecy.end, weight: 2.6 }] : []),
  ];
  return {
    languages: languagesOf(frame.reading.text),
    type,
    typeConfidence: classification.confidence,
    typeReasons: classification.reasons,
    facts,
    urls: distinctAddresses(input.pages),
    summary: summarise(frame, pack, highlights),
    title: caseTitle(type, authority?.value, parties.behalf?.value ?? parties.senders[0]?.value),
  };
};

const authorityOf = (frame: DocumentFrame, pack: ReadingPack, type: RequestType): FoundName | undefined => {
  if (PRIVATE.includes(type) || type === 'unknown') return undefined;
  const court = courtInCaption(frame);
  const [body] = [...publicBodies(frame, pack)].sort((a, b) => b.confidence - a.confidence);
  return OF_COURT.includes(type) ? (court ?? body) : (body ?? court);
};

const partiesOf = (
  frame: DocumentFrame,
  pack: ReadingPack,
  type: RequestType,
  authority: FoundName | undefined,
): { senders: FoundName[]; behalf: FoundName | undefined } => {
  const people = signatories(frame, pack);
  const person = people[0];
  if (authority) {
    const fromMail = person ? undefined : mailSender(frame);
    const first = person ?? fromMail;
    const second = { ...authority, confidence: Math.min(authority.confidence, (first?.confidence ?? 1) - 0.02) };
    const firm = type === 'civil-subpoena' ? organisations(frame, pack).client[0] : undefined;
    return { senders: first ? [first, firm ? { ...firm, confidence: second.confidence } : second] : [second], behalf: firm ?? authority };
  }
  const all = organisations(frame, pack);
  const isPerson = (one: FoundName): boolean => people.some((human) => human.value === one.value);
  const self = all.self.filter((one) => !isPerson(one));
  const client = all.client.filter((one) => !isPerson(one));
  const own = self[0];
  const behalf = client[0] ?? (person ? own : undefined);
  const other = client[0] ?? self[1];
  const list = [person, own, other].filter((one) => one !== undefined);
  const fallback = list.length === 0 ? mailSender(frame) : undefined;
  const ranked = (fallback ? [fallback] : list.slice(0, 2)).map((one, i) => ({
    ...one,
    confidence: Math.max(0.3, one.confidence - i * 0.12),
  }));
  return { senders: ranked, behalf };
};

const mailSender = (frame: DocumentFrame): FoundName | undefined => {
  const from = frame.mail?.from;
  if (!from) return undefined;
  const name =
    from.value
      .replace(/<[^<>]*>/g, '')
      .replace(/"/g, '')
      .trim() || from.value;
  const start = from.start + Math.max(0, from.value.indexOf(name));
  return { value: name, start, end: start + name.length, confidence: 0.7 };
};

const lawsOf = (frame: DocumentFrame, pack: ReadingPack): ReturnType<typeof invokedLaws> => {
  const citations = findCitations(frame.reading.text.slice(0, 200_000), pack.laws);
  const roles = new Map(frame.blocks.map((block) => [block.start, block.role]));
  const starts = frame.blocks.map((block) => block.start);
  return invokedLaws(
    citations.filter((citation) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= citation.start) low = middle;
        else high = middle - 1;
      }
      const role = roles.get(starts[low] ?? 0);
      return role !== 'question' && role !== 'preface';
    }),
  );
};

/** ISO 639-1 codes of the text's languages: that of the whole, and of a large part in another. */
const languagesOf = (text: string): string[] => {
  const plain = text.slice(0, 40_000).replace(/https?:\/\/\S+|[\w.+-]{1,64}@[\w.-]{1,120}|[\d_\0]+/g, ' ');
  if (plain.replace(/[^\p{L}]/gu, '').length < 40) return [];
  const codes = new Set<string>();
  const size = Math.max(400, Math.ceil(plain.length / 6));
  const votes = new Map<string, number>();
  for (let from = 0; from < plain.length; from += size) {
    const code = eld.detect(plain.slice(from, from + size)).language;
    if (code) votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  const whole = eld.detect(plain).language;
  if (whole) codes.add(whole);
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  for (const [code, count] of votes) if (count >= 2 && count / total >= 0.3) codes.add(code);
  return [...codes];
};
