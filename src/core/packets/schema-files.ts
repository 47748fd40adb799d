import { z } from 'zod';
import { attestationSchema } from './attestation.ts';
import { canonicalJson } from './canonical-json.ts';
import { packetMetadataSchema } from './packet-metadata.ts';
import {
  auditLinkSchema,
  caseRecordSchema,
  custodyLinkSchema,
  decisionRecordSchema,
  factRecordSchema,
  pageRecordSchema,
  responseSentenceRecordSchema,
  reviewRecordSchema,
  timelineRecordSchema,
} from './records.ts';

/** A tag file of the bag, as text. */
export interface TagFile {
  readonly path: string;
  readonly text: string;
}

/** The JSON Schemas (draft 2020-12) of every kind of record in a packet: a file's lines for JSON Lines, else the whole file. */
export const schemaFiles = (): TagFile[] =>
  Object.entries(SCHEMAS).map(([name, schema]) => ({
    path: `metadata/schemas/${name}.schema.json`,
    text: `${canonicalJson(z.toJSONSchema(schema, { io: 'input' }))}\n`,
  }));

const SCHEMAS = {
  attestation: attestationSchema,
  audit: auditLinkSchema,
  case: caseRecordSchema,
  custody: custodyLinkSchema,
  decisions: decisionRecordSchema,
  facts: factRecordSchema,
  packet: packetMetadataSchema,
  pages: pageRecordSchema,
  reviews: reviewRecordSchema,
  sentences: responseSentenceRecordSchema,
  timeline: timelineRecordSchema,
};
