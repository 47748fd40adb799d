import type { XmlGeneralNode } from 'easy-template-x';
import { readZip } from '../docx-zip.ts';
import { attribute, childVal, descendants, elementAt, elements, parsePart, textOf } from '../docx-xml.ts';
import { mainPartName } from '../filled-body.ts';
import type { BlockModel, DocumentModel, Furniture } from './model.ts';
import { readBlocks } from './read-blocks.ts';
import type { ReadContext } from './read-context.ts';
import { ListCounter } from './read-numbering.ts';
import { StyleSheet, twips } from './read-properties.ts';

/** Reads a DOCX as a model that can be set on pages. The last section's page size and margins hold for the whole document. */
export const readDocx = async (bytes: Uint8Array): Promise<DocumentModel> => {
  const parts = await readZip(bytes);
  const mainName = mainPartName(parts);
  const main = partOf(parts, mainName);
  if (!main) throw new Error('the file has no document part');
  const relations = relationsOf(parts, mainName);
  const partByType = (type: string): XmlGeneralNode | undefined =>
    partOf(parts, relations.find((one) => one.type.endsWith(`/${type}`))?.target);
  const styles = new StyleSheet(partByType('styles'));
  const lists = new ListCounter(partByType('numbering'));
  const mode = elements(elementAt(partByType('settings'), 'w:compat'), 'w:compatSetting').find(
    (one) => attribute(one, 'w:name') === 'compatibilityMode',
  );
  const hangsTables = Number(attribute(mode, 'w:val') ?? 12) < 15;
  const contextOf = (partName: string): ReadContext => {
    const own = relationsOf(parts, partName);
    return { styles, lists, hangsTables, imageOf: (id) => pictureOf(parts.get(own.find((one) => one.id === id)?.target ?? '')) };
  };

  const body = elementAt(main, 'w:body');
  const section = elementAt(body, 'w:sectPr') ?? descendants(main, 'w:sectPr').at(-1);
  const furniture = (name: 'w:headerReference' | 'w:footerReference'): Furniture => {
    const read = (type: string): BlockModel[] | undefined => {
      const reference = elements(section, name).find((one) => (attribute(one, 'w:type') ?? 'default') === type);
      const target = relations.find((one) => one.id === attribute(reference, 'r:id'))?.target;
      const part = partOf(parts, target);
      return part && target !== undefined ? readBlocks(part, contextOf(target)) : undefined;
    };
    const other = read('default') ?? [];
    return { other, first: elementAt(section, 'w:titlePg') ? (read('first') ?? []) : other };
  };

  const size = elementAt(section, 'w:pgSz');
  const margin = elementAt(section, 'w:pgMar');
  const marginPt = (side: string, otherwise: number): number => Math.abs(twips(attribute(margin, `w:${side}`)) ?? otherwise);
  const core = parts.get('docProps/core.xml');
  return {
    widthPt: twips(attribute(size, 'w:w')) ?? 612,
    heightPt: twips(attribute(size, 'w:h')) ?? 792,
    margins: {
      top: marginPt('top', 72),
      bottom: marginPt('bottom', 72),
      left: marginPt('left', 72),
      right: marginPt('right', 72),
      header: marginPt('header', 36),
      footer: marginPt('footer', 36),
    },
    header: furniture('w:headerReference'),
    footer: furniture('w:footerReference'),
    blocks: readBlocks(body, contextOf(mainName)),
    title: titleOf(core ? parsePart(core) : undefined),
    language: childVal(elementAt(partByType('styles'), 'w:docDefaults', 'w:rPrDefault', 'w:rPr'), 'w:lang') || 'en-US',
  };
};

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const relationsOf = (parts: ReadonlyMap<string, Uint8Array>, partName: string): Relation[] => {
  const slash = partName.lastIndexOf('/');
  const folder = partName.slice(0, slash + 1);
  const rels = parts.get(`${folder}_rels/${partName.slice(slash + 1)}.rels`);
  return elements(rels && parsePart(rels), 'Relationship')
    .filter((one) => attribute(one, 'TargetMode') !== 'External')
    .map((one) => ({
      id: attribute(one, 'Id') ?? '',
      type: attribute(one, 'Type') ?? '',
      target: absolute(folder, attribute(one, 'Target') ?? ''),
    }));
};

const absolute = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
};

const partOf = (parts: ReadonlyMap<string, Uint8Array>, name: string | undefined): XmlGeneralNode | undefined => {
  const bytes = name === undefined ? undefined : parts.get(name);
  return bytes && parsePart(bytes);
};

/** Only the two picture formats that a PDF can hold as they are. */
const pictureOf = (bytes: Uint8Array | undefined): Uint8Array | undefined =>
  bytes && ((bytes[0] === 0x89 && bytes[1] === 0x50) || (bytes[0] === 0xff && bytes[1] === 0xd8)) ? bytes : undefined;

const titleOf = (core: XmlGeneralNode | undefined): string => {
  const title = elementAt(core, 'dc:title');
  return title ? (title.childNodes ?? []).map((child) => ('textContent' in child ? child.textContent : '')).join('') || textOf(title) : '';
};
