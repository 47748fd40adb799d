import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOfBlock } from '../../../src/core/responses/diff-versions.ts';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { draftResponse } from '../../../src/main/services/draft-response.ts';
import { responseArtifact } from '../../../src/main/services/response-artifact.ts';
import { getResponse, templatesForCase } from '../../../src/main/services/response-view.ts';
import { saveResponse } from '../../../src/main/services/save-response.ts';
import { submitResponse } from '../../../src/main/services/submit-response.ts';
import { openResponseDesk, responseTools as tools, type ResponseDesk } from './response-desk.ts';
import { failureOf, valueOf } from './test-desk.ts';

let desk: ResponseDesk;
beforeEach(async () => {
  desk = await openResponseDesk();
});
afterEach(() => desk.dispose());

const TEMPLATE = 'legal-process-produced';
const draft = () => draftResponse(desk.ines, { caseId: desk.caseId, templateId: TEMPLATE }, tools);
const drafted = async () => {
  await desk.confirm();
  return valueOf(await draft());
};
const reworded = (blocks: readonly ResponseBlock[], text: string): ResponseBlock[] =>
  blocks.map((block) =>
    block.kind === 'paragraph' && block.style === 'Closing'
      ? { ...block, sentences: block.sentences.map((sentence) => ({ ...sentence, text })) }
      : block,
  );
const status = async () => (await desk.stores.cases.get(desk.caseId))?.status;

describe('templatesForCase', () => {
  it('lists templates that fit on top, with the fields that nobody confirmed yet', async () => {
    const { templates } = valueOf(await templatesForCase(desk.ines, desk.caseId, tools));
    expect(templates[0]).toMatchObject({ fits: true });
    expect(templates.find((one) => one.id === TEMPLATE)?.missing).toEqual([{ field: 'reference-number', label: 'Reference number' }]);
    expect(templates.find((one) => one.id === 'preservation-confirmation')?.fits).toBe(false);
    await desk.confirm();
    expect(valueOf(await templatesForCase(desk.ines, desk.caseId, tools)).templates.find((one) => one.id === TEMPLATE)?.missing).toEqual(
      [],
    );
  });
});

describe('draftResponse', () => {
  it('names the missing field and keeps nothing', async () => {
    expect(await draft()).toMatchObject({
      ok: false,
      failure: { kind: 'missing-fields', details: [{ name: 'reference-number', text: 'Reference number' }] },
    });
    expect(await desk.stores.responses.newest(desk.caseId)).toBeUndefined();
    expect(await status()).toBe('investigating');
  });

  it('keeps version 1 with the facts behind each sentence, moves the case on and records it', async () => {
    const version = await drafted();
    expect(version).toMatchObject({ versionNo: 1, templateId: TEMPLATE, templateVersion: '1.0.0', writtenByName: 'Ines Example' });
    expect(version.blocks.map(textOfBlock).join('\n')).toContain('reference SW-555-0199');
    expect(await status()).toBe('drafting');
    expect((await desk.stores.audit.list({ caseId: desk.caseId, limit: 1 })).records[0]?.record).toMatchObject({
      action: 'response.drafted',
      actorName: 'Ines Example',
    });
    expect(desk.events.at(-1)).toEqual({ topics: ['responses', 'cases'], caseId: desk.caseId });
  });

  it('writes the date in the desk’s zone', async () => {
    await desk.stores.settings.write({ ...(await desk.stores.settings.read()), timeZone: 'Asia/Tokyo' });
    desk.clock.nowMs = Date.UTC(2026, 5, 2, 20);
    expect((await drafted()).blocks.map(textOfBlock)[0]).toBe('June 3, 2026');
  });

  it('knows no template outside the library, and no sealed case', async () => {
    expect(failureOf(await draftResponse(desk.ines, { caseId: desk.caseId, templateId: '../../etc' }, tools))).toBe('not-found');
    await desk.setStatus(desk.caseId, 'sealed');
    expect(failureOf(await draft())).toBe('case-closed');
  });
});

describe('saveResponse', () => {
  it('keeps each save as a version of its own', async () => {
    const first = await drafted();
    const second = valueOf(
      await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks: reworded(first.blocks, 'Kind regards,') }),
    );
    expect(second.versionNo).toBe(2);
    const view = valueOf(await getResponse(desk.ines, { caseId: desk.caseId }, tools));
    expect(view.versions.map((one) => one.versionNo)).toEqual([1, 2]);
    const closing = view.version?.blocks.find((block) => block.style === 'Closing');
    expect(closing).toMatchObject({ sentences: [{ text: 'Kind regards,', origin: 'person' }] });
    expect(view.version?.support[closing?.kind === 'paragraph' ? (closing.sentences[0]?.id ?? '') : '']).toBe('none');
    expect(valueOf(await getResponse(desk.ines, { caseId: desk.caseId, versionNo: 1 }, tools)).version?.blocks).toEqual(first.blocks);
  });

  it('refuses to overwrite what somebody saved since', async () => {
    const first = await drafted();
    const omar = await desk.person('Omar Example', ['investigator']);
    valueOf(await saveResponse(omar, { caseId: desk.caseId, baseVersionNo: 1, blocks: reworded(first.blocks, 'Regards,') }));
    expect(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks: first.blocks })).toMatchObject({
      failure: { kind: 'newer-version', message: expect.stringContaining('Omar Example saved version 2') },
    });
    expect((await desk.stores.responses.newest(desk.caseId))?.versionNo).toBe(2);
  });

  it('takes an added anchor only if its words stand there, with our own boxes', async () => {
    const { blocks } = await drafted();
    const anchored = (quote: string): ResponseBlock[] =>
      blocks.map((block) =>
        block.kind === 'paragraph' && block.style === 'Closing'
          ? {
              ...block,
              sentences: block.sentences.map((one) => ({
                ...one,
                text: 'As ordered.',
                anchors: [{ ...desk.quote('Search warrant'), quote, boxes: [[0, 0, 1, 1] as const] }],
              })),
            }
          : block,
      );
    expect(failureOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks: anchored('Forged words') }))).toBe(
      'bad-anchor',
    );
    const saved = valueOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks: anchored('Search warrant') }));
    expect(saved.blocks.find((block) => block.style === 'Closing')).toMatchObject({
      sentences: [{ anchors: [desk.quote('Search warrant')] }],
    });
  });

  it('lets the database refuse any change to a version', async () => {
    const { id } = await drafted();
    await expect(desk.db.updateTable('response_version').set({ blocks_json: '[]' }).where('id', '=', id).execute()).rejects.toThrow(
      /never changed/,
    );
    await expect(desk.db.deleteFrom('response_version').where('id', '=', id).execute()).rejects.toThrow(/never changed/);
  });
});

describe('responseArtifact', () => {
  it('sets a draft, and answers the submitted bytes of what was submitted', async () => {
    const { id } = await drafted();
    const docx = valueOf(await responseArtifact(desk.tomas, { versionId: id, format: 'docx' }, tools));
    expect(docx.name).toBe('LE-2026-0001_response_v1.docx');
    expect(Buffer.from(docx.bytes.subarray(0, 2)).toString()).toBe('PK');
    const pdf = valueOf(await responseArtifact(desk.tomas, { versionId: id, format: 'pdf' }, tools));
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    const { submissionId } = valueOf(await submitResponse(desk.ines, { caseId: desk.caseId, versionNo: 1, note: '' }, tools));
    const broken = {
      ...tools,
      renderDocx: async () => {
        throw new Error('must not render again');
      },
    };
    expect(valueOf(await responseArtifact(desk.tomas, { versionId: id, format: 'docx' }, broken)).bytes).toEqual(docx.bytes);
    expect(await desk.stores.submissions.file(submissionId, 'data/response/R0001/response.pdf')).toBeDefined();
    expect(failureOf(await responseArtifact(desk.tomas, { versionId: 'nonsense', format: 'pdf' }, tools))).toBe('not-found');
  });

  it('refuses a draft whose template was replaced since', async () => {
    const { id } = await drafted();
    const newer = {
      ...tools,
      templates: {
        ...tools.templates,
        load: async (name: string) => {
          const one = await tools.templates.load(name);
          return one && { ...one, template: { ...one.template, version: '2.0.0' } };
        },
      },
    };
    expect(await responseArtifact(desk.ines, { versionId: id, format: 'docx' }, newer)).toMatchObject({
      failure: { kind: 'bad-template', message: expect.stringContaining('replaced by version 2.0.0') },
    });
  });
});
