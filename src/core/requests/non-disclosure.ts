import type { DocumentFrame } from './document-frame.ts';
import { blockAt } from './document-frame.ts';
import { firstPhrase, type ReadingPack } from './reading-pack.ts';

/** Where a paper orders or asks that nobody be told, with how sure that is. */
export interface FoundSecrecy {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const OBJECT =
  /\b(?:this|the existence|existence|request|order|subpoena|warrant|demand|letter|investigation|notice|user|users|subscriber|account|customer|target|suspect|subject|holder|holders|anyone|any (?:other )?(?:person|party)|third part|defendants?|seller|member|data subject|confiden\w+|application|inquiry|nutzer|kunde|beschuldigt|utilisateur|titulaire|client|titular|usuario|utente|betrokkene)\b/i;
const MATERIAL =
  /\b(?:source code|javascript|trade secrets?|proprietary|confidential information|access keys|privileged|produced (?:is|under)|protective order|medical)\b/i;
const RECITAL =
  /\b(?:seek(?:s|ing)|commanding|application (?:for|relies)|request(?:s|ed|ing) that the court|moves?|mov(?:ed|ing)|recitation|would be|could|whether)\b/i;

/** The first sentence that orders or asks not to tell the user or anyone of the request; undefined if there is none or it was ended or refused. */
export const findNonDisclosure = (frame: DocumentFrame, pack: ReadingPack): FoundSecrecy | undefined => {
  let weak: FoundSecrecy | undefined;
  for (const sentence of frame.sentences) {
    if (sentence.start > 150_000) break;
    const block = blockAt(frame, sentence.start);
    if (!block || block.role !== 'text') continue;
    const hit = firstPhrase(pack.conduct.nonDisclosure, sentence.text);
    if (!hit || !OBJECT.test(sentence.text) || MATERIAL.test(sentence.text)) continue;
    const near = sentence.text.slice(Math.max(0, hit.index - 160), hit.index + hit[0].length + 120);
    if (firstPhrase(pack.conduct.nonDisclosureEnded, near)) continue;
    if (/\b(?:but|however|nevertheless|you are asked|please)\b/i.test(sentence.text) || !RECITAL.test(near))
      return { start: sentence.start, end: sentence.end, confidence: 0.88 };
    weak ??= { start: sentence.start, end: sentence.end, confidence: 0.45 };
  }
  return weak && weak.confidence >= 0.5 ? weak : undefined;
};
