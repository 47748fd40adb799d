import { createHash } from 'node:crypto';
import type { CaseId, Sha256 } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { byPath, pagesPath } from '../../core/packets/bag-names.ts';
import { manifestText } from '../../core/packets/bag-text.ts';
import { buildPayloadRecords, type MadeFile, type PacketContent } from '../../core/packets/packet-content.ts';
import { pagesFile } from '../../core/packets/pages-file.ts';
import type { TagFile } from '../../core/packets/schema-files.ts';
import { tagFilesAtSubmit } from '../../core/packets/tag-files.ts';
import type { ResponseSentence } from '../../core/responses/response.ts';
import type { BagDocument } from '../store/case-content-store.ts';
import type { OpenDesk } from './context.ts';

/** A file of the payload, kept among the blobs until the packet is sealed. */
export interface FrozenFile {
  readonly path: string;
  readonly sha256: Sha256;
  readonly sha512: string;
  readonly sizeBytes: number;
}

/** A case as it was at one moment: what the submitter signs, what the approver signs, what is sealed. */
export interface FrozenCase {
  readonly caseNumber: string;
  readonly revision: number;
  readonly files: readonly FrozenFile[];
  readonly manifestSha256Text: string;
  readonly manifestSha512Text: string;
  readonly tagFiles: readonly TagFile[];
  /** The case's content as it was read; `auditHead` tells whether anything changed since. */
  readonly auditHead: string;
}

export interface FreezeFailure {
  readonly kind: 'documents-unread';
  readonly message: string;
  readonly details: readonly { readonly name: string; readonly text: string }[];
}

/** What freezing needs beside the case: the response as files and sentences, and how the report is drawn. */
export interface FreezeInput {
  readonly caseId: CaseId;
  readonly responseDocx: Uint8Array;
  readonly responsePdf: Uint8Array;
  readonly sentences: readonly ResponseSentence[];
  /** Further files made for this packet, with their path inside the bag. */
  readonly extraFiles?: readonly MadeFile[];
  readonly buildReport: (content: PacketContent) => Promise<Uint8Array>;
  readonly generator: { readonly name: string; readonly version: string };
  readonly verifyMd: string;
  /** The engine that read a page, by the source of its text. */
  readonly engines: Readonly<Record<'pdf' | 'ocr' | 'plain', string>>;
}

/**
 * Freezes the payload of a case: the records as they stand in one moment, the documents with their pages, the response and the report, each
 * hashed and kept among the blobs. Refuses while a document is still being read, since its pages would be missing.
 */
export const freezeCase = async (desk: OpenDesk, input: FreezeInput): Promise<Result<FrozenCase, FreezeFailure>> => {
  const { content, supersedes, auditHead } = await desk.transaction(async (stores) => ({
    content: await stores.caseContent.read(input.caseId),
    supersedes: (await stores.packets.newestOfCase(input.caseId))?.id ?? null,
    auditHead: (await stores.audit.head()).hash,
  }));
  const unread = content.documents.filter((document) => !document.isRead && !document.isUnreadable);
  if (unread.length > 0) {
    return fail({
      kind: 'documents-unread',
      message: 'Some documents of this case are still being read. The response is saved; submit it when the reading is done.',
      details: unread.map((document) => ({ name: document.label, text: document.originalName })),
    });
  }
  const { documents, ...records } = content;
  const packetContent: PacketContent = { ...records, responseSentences: input.sentences };
  const files: FrozenFile[] = [];
  for (const document of documents) files.push(...(await documentFiles(desk, document, input.engines)));
  const made: MadeFile[] = [
    ...buildPayloadRecords(packetContent),
    { path: 'data/response/R0001/response.docx', bytes: input.responseDocx },
    { path: 'data/response/R0001/response.pdf', bytes: input.responsePdf },
    { path: 'data/report/packet.pdf', bytes: await input.buildReport(packetContent) },
    ...(input.extraFiles ?? []),
  ];
  for (const file of made) files.push({ path: file.path, ...(await keep(desk, file.bytes)) });
  files.sort(byPath);
  return ok({
    caseNumber: content.case.number,
    revision: content.case.revision,
    files,
    manifestSha256Text: manifestText(files, 'sha256'),
    manifestSha512Text: manifestText(files, 'sha512'),
    tagFiles: tagFilesAtSubmit(packetContent, files, { generator: input.generator, supersedes, verifyMd: input.verifyMd }),
    auditHead,
  });
};

const keep = async (desk: OpenDesk, bytes: Uint8Array): Promise<Omit<FrozenFile, 'path'>> => {
  const { sha256, sha512, sizeBytes } = await desk.blobs.putBytes(bytes);
  return { sha256, sha512, sizeBytes };
};

const documentFiles = async (desk: OpenDesk, document: BagDocument, engines: FreezeInput['engines']): Promise<FrozenFile[]> => {
  const original = await desk.blobs.open(document.sha256);
  const sha512 = createHash('sha512');
  for await (const chunk of original.stream()) sha512.update(chunk as Uint8Array);
  const files: FrozenFile[] = [
    { path: document.path, sha256: document.sha256, sha512: sha512.digest('hex'), sizeBytes: original.sizeBytes },
  ];
  if (document.isRead) {
    const pages = await desk.stores.caseContent.pages(document.documentId);
    const engine = engines[pages[0]?.source ?? 'pdf'];
    files.push({ path: pagesPath(document.role, document.label), ...(await keep(desk, pagesFile(pages, engine))) });
  }
  return files;
};
