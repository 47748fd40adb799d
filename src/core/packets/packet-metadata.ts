import { z } from 'zod';
import { caseKindSchema, caseNumberSchema } from '../cases/case.ts';
import { chainHead, chainRecords } from '../evidence/hash-chain.ts';
import { sha256Schema } from '../ids.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PacketContent } from './packet-content.ts';
import { personSchema } from './records.ts';

const count = z.int().min(0);

/** `metadata/packet.json`: what the packet holds, so that a missing record shows. */
export const packetMetadataSchema = z
  .strictObject({
    format: z.literal('casewright-packet/1'),
    caseNumber: caseNumberSchema,
    revision: z.int().min(1),
    kind: caseKindSchema,
    supersedes: sha256Schema.nullable(),
    desk: personSchema,
    generator: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
    payload: z.strictObject({ files: count, sizeBytes: count }).readonly(),
    counts: z
      .strictObject({
        documents: count,
        pages: count,
        exhibits: count,
        requestedItems: count,
        custody: count,
        timeline: count,
        facts: count,
        decisions: count,
        reviews: count,
        audit: count,
        auditWithheld: count,
        responseSentences: count,
      })
      .readonly(),
    custodyHead: sha256Schema,
    auditHead: sha256Schema,
  })
  .readonly();
export type PacketMetadata = z.infer<typeof packetMetadataSchema>;
export type PacketCounts = PacketMetadata['counts'];

/** How many records of each kind a packet's content holds. */
export const countRecords = (content: PacketContent): PacketCounts => ({
  documents: content.case.documents.length,
  pages: content.case.documents.reduce((sum, document) => sum + document.pageCount, 0),
  exhibits: content.case.exhibits.length,
  requestedItems: content.case.requestedItems.length,
  custody: content.custody.length,
  timeline: content.timeline.length,
  facts: content.facts.length,
  decisions: content.decisions.length,
  reviews: content.reviews.length,
  audit: content.audit.filter((link) => 'record' in link).length,
  auditWithheld: content.audit.reduce((sum, link) => sum + ('withheld' in link ? link.withheld : 0), 0),
  responseSentences: content.responseSentences.length,
});

/** `metadata/packet.json` of a content and its payload files; `supersedes` is the id of the packet that this revision corrects. */
export const packetMetadata = (
  content: PacketContent,
  payload: readonly { readonly sizeBytes: number }[],
  made: { readonly generator: PacketMetadata['generator']; readonly supersedes: string | null },
): PacketMetadata =>
  packetMetadataSchema.parse({
    format: 'casewright-packet/1',
    caseNumber: content.case.number,
    revision: content.case.revision,
    kind: content.case.kind,
    supersedes: made.supersedes,
    desk: content.case.desk,
    generator: made.generator,
    payload: { files: payload.length, sizeBytes: payload.reduce((sum, file) => sum + file.sizeBytes, 0) },
    counts: countRecords(content),
    custodyHead: chainHead(chainRecords(content.custody)),
    auditHead: chainHead(content.audit),
  });

/** The text of `metadata/packet.json`. */
export const packetMetadataText = (metadata: PacketMetadata): string => `${canonicalJson(metadata)}\n`;
