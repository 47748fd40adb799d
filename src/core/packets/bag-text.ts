import { byPath } from './bag-names.ts';

/** `bagit.txt` (RFC 8493, 2.1.1). */
export const BAGIT_TXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** A file as manifests list it. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
  readonly sha512: string;
}

/** A manifest's text: `hash  path` per file, sorted by path, as `sha256sum -c` and `sha512sum -c` read it. */
export const manifestText = (files: readonly HashedFile[], algorithm: 'sha256' | 'sha512'): string =>
  [...files]
    .sort(byPath)
    .map((file) => `${file[algorithm]}  ${file.path}\n`)
    .join('');

/** The entries of a manifest, or the number (from 1) of the first line that isn't `hash  path`. */
export const parseManifest = (
  text: string,
  algorithm: 'sha256' | 'sha512',
): { readonly entries: ReadonlyMap<string, string> } | { readonly badLine: number } => {
  const entries = new Map<string, string>();
  const hash = algorithm === 'sha256' ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{128}$/;
  if (text !== '' && !text.endsWith('\n')) return { badLine: text.split('\n').length };
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const at = line.indexOf('  ');
    const path = line.slice(at + 2);
    if (at < 0 || !hash.test(line.slice(0, at)) || path === '' || entries.has(path)) return { badLine: index + 1 };
    entries.set(path, line.slice(0, at));
  }
  return { entries };
};

/** What `bag-info.txt` says. `payloadBytes` and `payloadFiles` make the Payload-Oxum; `baggedOn` is the day of approval in UTC. */
export interface BagInfo {
  readonly organisation: string;
  readonly baggedOn: string;
  readonly externalIdentifier: string;
  readonly caseNumber: string;
  readonly revision: number;
  readonly supersedes: string | null;
  readonly payloadBytes: number;
  readonly payloadFiles: number;
  readonly generator: string;
}

/** The text of `bag-info.txt`, in a fixed order. */
export const bagInfoText = (info: BagInfo): string =>
  [
    ['Source-Organization', oneLine(info.organisation)],
    ['Bagging-Date', info.baggedOn],
    ['External-Identifier', info.externalIdentifier],
    ['Internal-Sender-Identifier', info.caseNumber],
    ['Payload-Oxum', `${info.payloadBytes}.${info.payloadFiles}`],
    ['Bag-Software-Agent', oneLine(info.generator)],
    ['Packet-Kind', 'case'],
    ['Packet-Revision', String(info.revision)],
    ...(info.supersedes === null ? [] : [['Packet-Supersedes', info.supersedes]]),
  ]
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('');

/** The value of a label in `bag-info.txt`, if it stands there exactly once. */
export const bagInfoValue = (text: string, label: string): string | undefined => {
  const found = text.split('\n').filter((line) => line.startsWith(`${label}: `));
  return found.length === 1 ? found[0]?.slice(label.length + 2) : undefined;
};

/** A URN that follows from the payload's hash (RFC 9562, version 8), so that the same payload is named the same. */
export const externalIdentifier = (manifestSha512: string): string => {
  const hex = manifestSha512.slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3] ?? '8';
  return `urn:uuid:${hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
