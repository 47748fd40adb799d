import { byPath } from './bag-names.ts';
import type { PacketContent } from './packet-content.ts';
import { type PacketMetadata, packetMetadata, packetMetadataText } from './packet-metadata.ts';
import { provenanceText } from './provenance.ts';
import { schemaFiles, type TagFile } from './schema-files.ts';

/**
 * The tag files that are fixed together with the payload when a case is submitted: metadata/packet.json, metadata/prov.jsonld,
 * metadata/schemas/*.json and VERIFY.md. They are kept with the submission and go into the bag unchanged.
 */
export const tagFilesAtSubmit = (
  content: PacketContent,
  payload: readonly { readonly sizeBytes: number }[],
  made: { readonly generator: PacketMetadata['generator']; readonly supersedes: string | null; readonly verifyMd: string },
): TagFile[] =>
  [
    { path: 'metadata/packet.json', text: packetMetadataText(packetMetadata(content, payload, made)) },
    { path: 'metadata/prov.jsonld', text: provenanceText(content) },
    ...schemaFiles(),
    { path: 'VERIFY.md', text: made.verifyMd },
  ].sort(byPath);
