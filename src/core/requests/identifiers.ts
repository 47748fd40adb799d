import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { DocumentFrame } from './document-frame.ts';
import { blockAt } from './document-frame.ts';
import { tableIdentifiers } from './identifier-tables.ts';
import { phraseSource, type ReadingPack } from './reading-pack.ts';
import type { RequestType } from './request-types.ts';
import { hostIn, weighedAddresses } from './web-addresses.ts';

/** Something the request is about: an account, a listing, an address, with its place in the reading text. */
export interface FoundIdentifier {
  readonly kind: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const CODE = String.raw`(?=[^\s,;]{0,30}\d)[\p{L}\d][\p{L}\d._/-]{2,44}(?:\s\d{3,12}){0,3}`;
const HANDLE = String.raw`(?:"[^"\n]{2,60}"|'[^'\n]{2,40}'|@[\p{L}\d._-]{2,40}|(?=[^\s,;]*[._\d-][\p{L}\d])[\p{L}\d][\p{L}\d._&-]{2,48}|(?:(?<=:\s?)[\p{L}\d_.-]{3,40}))`;
const WORD = String.raw`\p{Lu}[\p{L}\d&'_-]{0,30}(?:\.[\p{L}\d]{1,20}){0,3}`;
const NAME = String.raw`(?:"[^"\n]{2,60}"|(?:${WORD}|\d{0,3}[\p{Ll}\d]{1,24}[._\d-][\p{L}\d_-]{1,30}(?:\.[\p{L}\d_-]{1,20}){0,3})(?: (?:${WORD}|&|\d{1,4}(?![\d./]))){0,5}(?: \(\p{Lu}[^()\n]{2,24}\))?)`;
const GLUE = String.raw`(?:\(s\)|\))?\.?\s{0,2}(?:no\.?s?|nos\.|number|numbers|nr\.?|id|ids|#|name|names|ref)?\.?\s{0,2}(?:is|are|was)?\s{0,2}(?:shown as|named|called|being|known as|of)?\s?[:#]{0,2}\s{0,3}(?:\(?(?:of|the|is)\s)?`;
const GLUE_IN_LINE = GLUE.replaceAll(String.raw`\s`, '[ \\t]');
const JOIN = String.raw`(?:,\s(?:and\s)?|\s(?:and|und|et|y|e|or|&)\s)`;
const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;
const IP =
  /(?<![\p{L}\d.-])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d)|(?<![\p{L}\d:])(?:[\da-f]{1,4}:){3,7}(?::?[\da-f]{1,4})(?:::[\da-f]{0,4})?(?![\p{L}\d:])/giu;
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,3})?(?![\p{L}\d])/gu;
const WALLET =
  /(?<![\p{L}\d])(?:bc1[a-z\d]{25,60}|[13][a-km-zA-HJ-NP-Z\d]{26,34}|0x[a-fA-F\d]{40}|T[1-9A-HJ-NP-Za-km-z]{33})(?![\p{L}\d])/gu;
const IMEI = /(?<=\bIMEI[^\d\n]{0,14})\d{15}(?!\d)/giu;
const ASIN = /(?<![\p{L}\d])B0[A-Z\d]{8}(?![\p{L}\d])/gu;
const ABOUT =
  /(?:account|user|e-?mail (?:address )?used|using e-?mail|registered|linked|associated|identif\w*|belong\w*|seller|buyer|subscriber|target|subject|suspect|profile|username|login|register|customer|member|holder|nutzer|konto|compte|utilisateur|usuario|titular|upi|wallet|listing|order|whether|store|merchant|kunde|beschuldigt|phone number|telephone number)[^\n]{0,90}$/i;
const CONTACT =
  /(?:contact|reply|respond|response|send|sent|return|submit|produce|deliver|by e-?mail|e-?mail:|tel(?:ephone)?[.:]|phone:|fax|call|questions|address(?:ed)? to|direct(?:ed)? to|portal|securely|via|attorney|ausa|officer|agent|investigator|detective|undersigned|hotline|control room|transmit|serve|served|upload)[^\n]{0,80}$/i;
const NOT_A_HANDLE =
  /^(?:e-?mail|in-|non-|co-|re-|sub-|pre-|third-|so-|follow|sign-?|log-?in|on-?line|user-?name|above|below|listed|inc|ltd|e\.g|i\.e|u\.s|a\.m|p\.m|etc|information|associated|holder|and|or|for|the|with|under|which|described|identified|bank-|up-to|self-|well-|end-to|buyer-|seller-|cross-|multi-|long-|short-|high-|real-|full-|anti-|ex-|de-|un-)/i;

/** Finds what the request is about. The sender's own contacts and the reader's addresses are left out. */
export const findIdentifiers = (frame: DocumentFrame, pack: ReadingPack, type?: RequestType): FoundIdentifier[] => {
  const found: FoundIdentifier[] = [];
  const seen = new Set<string>();
  const add = (kind: string, value: string, start: number, confidence: number): void => {
    const clean = value
      .replace(/^["']+|["',.;:]+$/g, '')
      .replace(/^\((?![^)]*\))|(?<!\([^(]*)\)$/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const key = clean
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (key.length < 3 || seen.has(key) || found.length >= 2_000) return;
    const block = blockAt(frame, start);
    if (!block || block.role === 'question' || block.role === 'preface' || block.role === 'header') return;
    if (
      kind !== 'url' &&
      (block.answers === 'original' || block.answers === 'ownership' || block.answers === 'contact' || block.answers === 'signature')
    )
      return;
    seen.add(key);
    found.push({ kind, value: clean, start, end: start + value.length, confidence });
  };
  for (const address of weighedAddresses(frame, pack))
    if (address.weight > 0.7) add('url', address.url, address.start, Math.min(0.95, 0.6 + address.weight / 10));
  for (const one of tableIdentifiers(frame, pack)) add(one.kind, one.value, one.start, one.confidence);
  const text = frame.reading.text.slice(0, 300_000);
  if (type !== 'court-notice') contactables(text, pack, add);
  cued(text, pack, add);
  for (const match of text.matchAll(/(?<![\p{L}\d/])([\p{L}\d][\p{L}\d-]{1,38})\s?\/\s([\p{L}\d][\p{L}\d._-]{2,60})(?=\s*(?:\n|$))/gu)) {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index + match[0].length);
    if (line.trim() === match[0] && /repositor|project|user/i.test(text.slice(Math.max(0, match.index - 400), match.index)))
      add('account', match[0], match.index, 0.75);
  }
  for (const match of text.matchAll(
    /(?:^|\n)\s?(?!\[private\])([\p{L}\d_[\].-]{2,60}(?:\/[\p{L}\d_[\].$-]{1,80}){1,8}\.[a-z\d]{2,6})(?=\s*(?:\n|$))/gu,
  ))
    add('file', match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''), 0.7);
  return found.sort((a, b) => a.start - b.start);
};

type Add = (kind: string, value: string, start: number, confidence: number) => void;

/** E-mail addresses, phones, network addresses and money addresses that the text ties to an account or a person of interest. */
const contactables = (text: string, pack: ReadingPack, add: Add): void => {
  const context = (at: number): string => text.slice(Math.max(0, at - 130), at).replace(/^[\s\S]*\n(?=[^\n]*\n[^\n]*$)/, '');
  const isTarget = (at: number): boolean => {
    const before = context(at);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const about = ABOUT.exec(line);
    const contact = CONTACT.exec(line);
    if (about && contact) return about.index > contact.index;
    return about !== null;
  };
  for (const match of text.matchAll(EMAIL)) {
    const domain = (match[0].split('@')[1] ?? '').toLowerCase();
    if (
      pack.vocabulary.ownDomains.some((own) => domain === own || domain.endsWith(`.${own}`)) ||
      /https?:\/\/\S*$/.test(text.slice(Math.max(0, match.index - 80), match.index))
    )
      continue;
    if (isTarget(match.index))
      add(/upi/i.test(text.slice(Math.max(0, match.index - 24), match.index)) ? 'payment' : 'email', match[0], match.index, 0.84);
  }
  for (const match of text.matchAll(/[\p{L}\d._-]{3,60}@[\p{L}]{3,30}(?![\p{L}.@-])/gu))
    if (/upi/i.test(text.slice(Math.max(0, match.index - 30), match.index))) add('payment', match[0], match.index, 0.85);
  for (const match of text.matchAll(IP))
    if (
      !/(?:version|v\.?|section|§|rule|release)\s?$/i.test(text.slice(Math.max(0, match.index - 12), match.index)) &&
      (match[0].includes(':') ? /ip|ipv6|address|login/i.test(context(match.index)) : true)
    )
      add('ip', match[0], match.index, 0.9);
  for (const match of text.matchAll(IBAN))
    if (/iban|account|payout|disburse|bank|konto|compte/i.test(context(match.index)) && /\d{6}/.test(match[0].replace(/\s/g, '')))
      add('payment', match[0], match.index, 0.85);
  for (const match of text.matchAll(WALLET))
    if (/\d/.test(match[0]) && /[a-z]/i.test(match[0])) add('payment', match[0], match.index, 0.85);
  for (const match of text.matchAll(IMEI)) add('device', match[0], match.index, 0.92);
  for (const match of text.matchAll(ASIN)) add('listing', match[0], match.index, 0.9);
  if (text.length < 200_000) {
    for (const phone of findPhoneNumbersInText(text, {
      defaultCountry: /\+44|\b0\d{4}\s?\d{3}\s?\d{3}|constabulary/i.test(text) ? 'GB' : 'US',
      extended: false,
    }))
      if (isTarget(phone.startsAt) && !/[\p{L}\d]-?$/u.test(text.slice(Math.max(0, phone.startsAt - 2), phone.startsAt)))
        add('phone', text.slice(phone.startsAt, phone.endsAt), phone.startsAt, 0.84);
    for (const match of text.matchAll(
      /(?:phone|mobile|telephone|tel|mob|number|handy|téléphone|teléfono)[^\n\d+(]{0,24}(\+?\(?\d[\d\s().-]{7,18}\d)/giu,
    ))
      if (isTarget(match.index + match[0].length - (match[1] ?? '').length))
        add('phone', match[1] ?? '', match.index + match[0].length - (match[1] ?? '').length, 0.8);
  }
};

const PATTERNS = { code: CODE, handle: HANDLE, name: NAME } as const;

/** Identifiers that follow a cue of the pack: `order no. ...`, `username: ...`, `the storefronts A, B and C`. */
const cued = (text: string, pack: ReadingPack, add: Add): void => {
  for (const { kind, words, value } of pack.vocabulary.identifierCues) {
    const cue = words.map((word) => phraseSource(word)).join('|');
    const one = PATTERNS[value];
    const list = new RegExp(`(?<cue>${cue})${GLUE_IN_LINE}(?<list>${one}(?:${JOIN}${one}){0,8})`, value === 'name' ? 'gu' : 'giu');
    for (const match of text.matchAll(list)) {
      const whole = match.groups?.['list'] ?? '';
      const at = match.index + match[0].length - whole.length;
      const between = match[0].slice((match.groups?.['cue'] ?? '').length, match[0].length - whole.length);
      for (const item of whole.matchAll(new RegExp(one, value === 'name' ? 'gu' : 'giu'))) {
        const raw = item[0];
        if (!acceptable(kind, value, raw, between, text, match.index, at + item.index, pack)) continue;
        add(kind, raw, at + item.index, /^["@]/.test(raw) || value === 'code' ? 0.86 : 0.74);
      }
    }
  }
  for (const match of text.matchAll(
    /"([^"\n]{2,50})"(?=\s\((?:numeric |merchant |seller |user |account |customer )?(?:token|id|no|number)\b)|(?<=\b(?:the|his|her|their) )([\p{L}\d][\p{L}\d._-]{2,40})(?=\s(?:repository|account|storefront)\b)/giu,
  )) {
    const raw = match[1] ?? match[2] ?? '';
    if (match[1] === undefined && (!/[_.\d-]/.test(raw) || NOT_A_HANDLE.test(raw))) continue;
    add('account', raw, match.index + match[0].indexOf(raw), 0.76);
  }
};

const acceptable = (
  kind: string,
  form: 'code' | 'handle' | 'name',
  raw: string,
  between: string,
  text: string,
  cueAt: number,
  at: number,
  pack: ReadingPack,
): boolean => {
  const bare = raw.replace(/^["'@]+|["'.,;:]+$/g, '');
  const quoted = /^["']/.test(raw);
  const before = text.slice(Math.max(0, cueAt - 30), cueAt);
  if (hostIn(`http://${bare}`, pack.vocabulary.platformHosts) || hostIn(`http://${bare}`, pack.vocabulary.referenceHosts)) return false;
  if (text[at - 1] === '/' || /[[\]]/.test(bare)) return false;
  // The first half of an e-mail address is no account beside it.
  if (/^@[\w-]+\./.test(text.slice(at + raw.length, at + raw.length + 80))) return false;
  if (bare.length < 3 || /^https?:|@.+\./.test(raw) || /\s(?:and|or)$/i.test(bare)) return false;
  if (pack.vocabulary.ownDomains.some((own) => bare.toLowerCase().startsWith(own.split(/[-.]/)[0] ?? '\u0000'))) return false;
  if (
    quoted &&
    /^(?:you|your|account|provider|seller|order|platform|user|the|plaintiff|defendant|company|our client|uniblue|listed)\b/i.test(bare)
  )
    return false;
  if (form === 'code') {
    if (
      !/\d/.test(bare) ||
      /^(?:19|20)\d\d$/.test(bare) ||
      /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(bare) ||
      bare.replace(/\D/g, '').length < 3
    )
      return false;
    if (
      kind === 'order' &&
      (/court|this|restraining|production|search|executive|standing|general/i.test(before.slice(-14)) || /^(?:\d{1,2}-|no\.?\s)/.test(bare))
    )
      return false;
    if (kind === 'order' && /\b(?:in|by|said|it is|hereby|an|the court)\s$/i.test(before) && !/no|#|:/.test(between)) return false;
    if (kind === 'item' && bare.length < 4) return false;
    return !/ending|last/i.test(between) && !/^\d{4}$/.test(bare);
  }
  if (form === 'handle') {
    if (quoted) return bare.split(' ').length <= 6;
    if (raw.startsWith('@')) return true;
    if (NOT_A_HANDLE.test(bare) || /^\d+(?:[./-]\d+)*$/.test(bare) || /^(?:no|number|of|name|names|id|on|in|to)$/i.test(bare)) return false;
    const labelled = /:\s*$/.test(between);
    return labelled
      ? /[\p{L}]/u.test(bare) && (/[._\d-]/.test(bare) || /user|name|handle|profile/i.test(text.slice(cueAt, at)))
      : /[_\d.]/.test(bare) || (bare.includes('-') && !/^[a-z]+-[a-z]+$/.test(bare));
  }
  if (quoted) return true;
  if (
    /^(?:Accounts?|Aliases|Alias|ID|TIN|Name|Names|Information|Records?|Address|Number|Central|University|Page|Pages|Policy|Support|Performance|Agreement|The|This|If|Please|We|You|All|And|Direct\s?$|Token|Profile|Fulfil\w*|Inc|Limited|Protection|App|Play|In|On|By|For|To|At|Of|A|Is|Are|Was|Has|TINs|IDs|URLs?|KYC)\b/.test(
      bare,
    )
  )
    return false;
  if (/^(?:direct|sub|re|best|whole|app|play|google|book)$/i.test(before.trim().split(/\s/).at(-1) ?? '')) return false;
  return /^\p{Lu}|[._\d-]/u.test(bare) && !/^\d+$/.test(bare);
};
