import {
  TagDisposition,
  TemplateHandler,
  TemplateSyntaxError,
  type ScopeDataArgs,
  type Tag,
  type TemplateContent,
  type TemplateData,
  type XmlGeneralNode,
} from 'easy-template-x';
import { fail, ok, type Result } from '../../core/result.ts';
import { isKnownSection, labelOfTag, type FieldValue, type TemplateFields } from '../../core/responses/template-fields.ts';
import { BrokenZipError, readZip, writeZip } from './docx-zip.ts';
import { descendants, textOf } from './docx-xml.ts';
import { dropEmptied, mapTextParts, markTagged } from './emptied-paragraphs.ts';

/** A field by its tag and its name for people. */
interface NamedField {
  readonly field: string;
  readonly label: string;
}

/** Why a template can't be filled. `missing-fields` names what to confirm first; `bad-template` says what is wrong in the document. */
export type TemplateFailure =
  | { readonly kind: 'missing-fields'; readonly fields: readonly NamedField[]; readonly message: string }
  | { readonly kind: 'bad-template'; readonly tags: readonly string[]; readonly message: string };

/** A tag that was filled, at the index its mark carries. */
export interface FilledTag {
  readonly tag: string;
  readonly value: FieldValue;
}

/** The parts of the filled document; the words of each tag stand between marks that name its index in `filled`. */
export interface FilledTemplate {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly filled: readonly FilledTag[];
}

/** Marks around filled words: open, index, open end, words, close. They live in a private-use area and never reach a finished file. */
export const MARK = { open: '\uE000', index: '\uE001', close: '\uE002' } as const;
const MARKS = /[\uE000-\uE002]/g;
/** Control characters other than tab and line break, and half surrogates: XML can not hold them. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** The words of a text without marks around filled tags. */
export const withoutMarks = (text: string): string => text.replace(/\uE000\d*\uE001|\uE002/g, '');

/**
 * Fills a DOCX template. Tags that the desk does not know, sections that are not closed and files that are no DOCX are named; so is
 * every field that the filled document would show and that has no value, and every one in `required` that has none.
 */
export const fillTemplate = async (
  template: Uint8Array,
  fields: TemplateFields,
  required: readonly string[] = [],
): Promise<Result<FilledTemplate, TemplateFailure>> => {
  const filled: FilledTag[] = [];
  const missing = new Map<string, string>();
  for (const tag of required) if (!fields.values[tag]?.text) missing.set(tag, labelOfTag(tag) ?? tag);
  const resolve = (args: ScopeDataArgs): TemplateContent | TemplateData[] => {
    const tag = args.strPath.at(-1) ?? '';
    const last = args.path.at(-1);
    if (typeof last === 'object' && last.disposition !== TagDisposition.SelfClosed) {
      return Object.hasOwn(fields.lists, tag) ? [...(fields.lists[tag] ?? [])].map(() => ({})) : conditionAt(args.strPath, fields);
    }
    const value = valueAt(args.strPath, fields);
    if (value === undefined) {
      missing.set(tag, labelOfTag(tag) ?? tag);
      return '';
    }
    if (value.text === '') return '';
    filled.push({ tag, value });
    return `${MARK.open}${filled.length - 1}${MARK.index}${value.text.replace(MARKS, '').replace(NOT_XML, '')}${MARK.close}`;
  };

  try {
    const parts = await readZip(template);
    if (!parts.has('[Content_Types].xml') || !parts.has('_rels/.rels'))
      return badTemplate('The template is no Word document (.docx): it is a zip file without the parts of one.');
    let loose: string | undefined;
    const marked = mapTextParts(parts, (root) => {
      loose ??= looseBrace(root);
      markTagged(root);
    });
    if (loose !== undefined) return badTemplate(`A tag of the template is not complete: “${loose}”. ${HOW_TAGS_STAND}`);
    const bytes = Buffer.from(await writeZip(marked));
    const handler = new TemplateHandler({ scopeDataResolver: resolve });
    const tags = await handler.parseTags(bytes);
    const unbalanced = unbalancedSection(tags);
    if (unbalanced !== undefined)
      return badTemplate(`The section ${unbalanced} of the template is not opened and closed in pairs. ${HOW_TAGS_STAND}`);
    const unknown = unknownTags(tags);
    if (unknown.length > 0)
      return badTemplate(
        `The template uses ${unknown.length === 1 ? 'a tag' : 'tags'} that this desk does not know: ${unknown.join(', ')}. Correct the template in Word and try again.`,
        unknown,
      );
    const output = await handler.process(bytes, {});
    if (missing.size > 0) return missingFields(missing);
    return ok({ parts: mapTextParts(await readZip(new Uint8Array(output)), dropEmptied), filled });
  } catch (error) {
    if (error instanceof BrokenZipError) return badTemplate(`The template is no Word document (.docx): ${error.message}.`);
    if (error instanceof TemplateSyntaxError)
      return badTemplate(`A tag of the template is not complete: ${error.message.replace(/\.$/, '')}. ${HOW_TAGS_STAND}`);
    return badTemplate(`The template can not be read as a Word document: ${reasonOf(error)}.`);
  }
};

const HOW_TAGS_STAND = 'Every tag stands as {name}; every section {#name} is closed with {/name}.';

/** Words around a brace that belongs to no tag; the library would print it as it stands. */
const looseBrace = (root: XmlGeneralNode): string | undefined =>
  descendants(root, 'w:p')
    .map(textOf)
    .map((text) => /.{0,30}[{}].{0,30}/s.exec(text.replace(/\{[^{}]*\}/g, ''))?.[0])
    .find((text) => text !== undefined);

const unbalancedSection = (tags: readonly Tag[]): string | undefined => {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.disposition === TagDisposition.Open) open.push(tag);
    if (tag.disposition === TagDisposition.Close && open.pop()?.name !== tag.name) return tag.rawText;
  }
  return open.at(-1)?.rawText;
};

const valueAt = (path: readonly string[], fields: TemplateFields): FieldValue | undefined => {
  const tag = path.at(-1) ?? '';
  const row = rowAt(path, fields);
  if (row && Object.hasOwn(row, tag)) return row[tag];
  return Object.hasOwn(fields.values, tag) ? fields.values[tag] : undefined;
};

const conditionAt = (path: readonly string[], fields: TemplateFields): boolean => {
  const tag = path.at(-1) ?? '';
  const [, sense, named] = /^(has|no)-(item-.+)$/.exec(tag) ?? [];
  const row = rowAt(path, fields);
  if (row && named !== undefined) return ((row[named]?.text ?? '') !== '') === (sense === 'has');
  return fields.flags[tag] === true;
};

const rowAt = (path: readonly string[], fields: TemplateFields): Readonly<Record<string, FieldValue>> | undefined => {
  const [list, index] = path.slice(-3, -1);
  return list !== undefined && index !== undefined ? fields.lists[list]?.[Number(index)] : undefined;
};

const unknownTags = (tags: readonly Tag[]): string[] => [
  ...new Set(
    tags
      .filter((tag) =>
        tag.disposition === TagDisposition.SelfClosed
          ? labelOfTag(tag.name) === undefined
          : tag.disposition === TagDisposition.Open && !isKnownSection(tag.name),
      )
      .map((tag) => tag.rawText),
  ),
];

const missingFields = (missing: ReadonlyMap<string, string>) => {
  const fields = [...missing].map(([field, label]) => ({ field, label }));
  const names = fields.map((one) => one.label).join(', ');
  return fail<TemplateFailure>({
    kind: 'missing-fields',
    fields,
    message: `The template needs ${fields.length === 1 ? 'a fact that is' : 'facts that are'} not confirmed yet: ${names}. Nothing was drafted; confirm or add ${fields.length === 1 ? 'it' : 'them'} and draft again.`,
  });
};

const badTemplate = (message: string, tags: readonly string[] = []) => fail<TemplateFailure>({ kind: 'bad-template', tags, message });

const reasonOf = (error: unknown): string => {
  if (error instanceof RangeError) return 'its parts are nested too deeply';
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'unknown reason';
};
