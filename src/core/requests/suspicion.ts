import { anchorOf } from '../text/reading-text.ts';
import type { Anchor } from '../evidence/anchor.ts';
import type { DocumentFrame } from './document-frame.ts';
import { phraseExpression, type ReadingPack } from './reading-pack.ts';
import type { RequestType } from './request-types.ts';

/** Signs that a paper was made to deceive, with the strongest one's place. */
export interface Suspicion {
  readonly weight: number;
  readonly confidence: number;
  readonly anchor: Anchor;
}

const ENOUGH = 4;
const OFFICIAL: readonly RequestType[] = [
  'emergency-disclosure-request',
  'search-warrant',
  'grand-jury-subpoena',
  'administrative-subpoena',
  'court-order',
  'court-order-2703d',
  'police-information-request',
  'preservation-request',
  'national-security-letter',
  'mlat-request',
  'government-takedown-request',
  'regulator-inquiry',
  'eu-production-order',
  'pen-register-order',
];

/** Weighs the signs of deceit: no call back, free mail from an authority, look-alike addresses, payment, haste. Clumsy is no sign. */
export const findSuspicion = (frame: DocumentFrame, pack: ReadingPack, type: RequestType): Suspicion | undefined => {
  const text = frame.reading.text.slice(0, 60_000);
  let weight = 0;
  let strongest: { weight: number; start: number; end: number } | undefined;
  const sign = (value: number, start: number, end: number): void => {
    weight += value;
    if (!strongest || value > strongest.weight) strongest = { weight: value, start, end };
  };
  for (const { phrase, weight: value } of pack.conduct.suspicious) {
    const expression = phraseExpression(phrase);
    expression.lastIndex = 0;
    const match = expression.exec(text);
    if (match) sign(value, match.index, match.index + match[0].length);
  }
  if (OFFICIAL.includes(type)) {
    const addresses = [...text.matchAll(/[\p{L}\d._%+-]{1,64}@([\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5})/gu)].slice(0, 40);
    const sender = frame.mail?.from;
    for (const match of addresses) {
      const domain = (match[1] ?? '').toLowerCase();
      const fromSender = sender !== undefined && match.index >= sender.start && match.index < sender.end;
      const replies = /(?:reply|respond|send|return|email|e-mail|contact)[^\n]{0,60}$/i.test(
        text.slice(Math.max(0, match.index - 70), match.index),
      );
      if ((fromSender || replies) && pack.vocabulary.freeMailDomains.includes(domain))
        sign(fromSender ? 4 : 3, match.index, match.index + match[0].length);
      if (
        (fromSender || replies) &&
        /(?:gov|police|court|fbi|justice|polizei|gouv)[-.]?(?:us|uk|mail|portal|secure|legal|support|desk|online|help)?[-.](?:com|net|org|info|co|online|xyz|site|support)$|^(?:gov|police|fbi|doj)-|-(?:gov|police)\./.test(
          domain,
        )
      )
        sign(3, match.index, match.index + match[0].length);
    }
  }
  if (!strongest || weight < ENOUGH) return undefined;
  return { weight, confidence: Math.min(0.95, 0.45 + weight * 0.07), anchor: anchorOf(frame.reading, strongest.start, strongest.end) };
};
