import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read } from './paper.ts';

const folder = new URL('../../../../shared/eval/', import.meta.url);
const labelSchema = z.object({
  doc_id: z.string(),
  text: z.string(),
  doc_type: z.string(),
  doc_type_alternatives: z.array(z.string()).nullish(),
  non_disclosure: z.boolean().nullish(),
  skip_fields: z.array(z.string()).nullish(),
});
const file = new URL('labels.jsonl', folder);
const labels = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => labelSchema.parse(JSON.parse(line)))
  : [];
if (labels.length === 0) console.log('The labelled documents are not beside the project: their tests are skipped.');

describe.skipIf(labels.length === 0)('analyzePages on the labelled documents', () => {
  const readings = labels.map((label) => ({ label, analysis: read(readFileSync(new URL(label.text, folder), 'utf8')) }));

  it('names at least 95 of 100 types rightly', () => {
    const right = readings.filter(({ label, analysis }) =>
      [label.doc_type, ...(label.doc_type_alternatives ?? [])].includes(analysis.type.replaceAll('-', '_')),
    );
    expect(right.length / labels.length).toBeGreaterThanOrEqual(0.95);
  });

  it('hears every order or request of silence and no other', () => {
    const wrong = readings.filter(
      ({ label, analysis }) =>
        !label.skip_fields?.includes('non_disclosure') &&
        analysis.facts.some(({ field }) => field === 'non-disclosure') !== (label.non_disclosure ?? false),
    );
    expect(wrong.map(({ label }) => label.doc_id)).toEqual([]);
  });
});
