import { ATTESTATION_PATHS } from '../../core/packets/attestation.ts';
import { BAGIT_TXT, bagInfoText, bagInfoValue, externalIdentifier, manifestText, parseManifest } from '../../core/packets/bag-text.ts';
import type { CheckLog } from '../../core/packets/packet-checks.ts';
import { RECORD_PATHS } from '../../core/packets/packet-content.ts';
import type { BagReader, FoundFile } from './bag-reader.ts';

/** What no packet may lack. */
export const REQUIRED_FILES: readonly string[] = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'tagmanifest-sha256.txt',
  'tagmanifest-sha512.txt',
  ...Object.values(RECORD_PATHS),
  'metadata/packet.json',
  'metadata/prov.jsonld',
  ATTESTATION_PATHS.submit.json,
  ATTESTATION_PATHS.submit.p7s,
  ATTESTATION_PATHS.approve.json,
  ATTESTATION_PATHS.approve.p7s,
  'signatures/seal.p7s',
  'signatures/chain.pem',
  'VERIFY.md',
];

/** Outside the tag manifests: those themselves, and what signs them. */
const OUTSIDE_TAG_MANIFESTS = new Set(['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt', 'signatures/seal.p7s', 'signatures/chain.pem']);

/** Checks that the bag is whole: required files, manifests, hashes, declaration. */
export const checkBag = async (bag: BagReader, log: CheckLog): Promise<void> => {
  const missing = REQUIRED_FILES.filter((path) => !bag.files.has(path));
  if (missing.length > 0) log.problem('complete', `Missing: ${missing.join(', ')}.`, missing);
  for (const path of bag.files.keys()) {
    if (path === 'fetch.txt' || path.endsWith('/fetch.txt'))
      log.problem('no-fetch', `${path} would have files fetched from elsewhere; a packet holds everything.`, [path]);
  }
  const payload = [...bag.files.values()].filter((file) => file.path.startsWith('data/'));
  const tags = [...bag.files.values()].filter((file) => !file.path.startsWith('data/') && !OUTSIDE_TAG_MANIFESTS.has(file.path));
  await checkManifests(bag, 'manifest', payload, log);
  await checkManifests(bag, 'tagmanifest', tags, log);
  await checkDeclaration(bag, payload, log);
  log.seen('files-unchanged', `${bag.files.size} files.`);
};

const checkManifests = async (
  bag: BagReader,
  kind: 'manifest' | 'tagmanifest',
  files: readonly FoundFile[],
  log: CheckLog,
): Promise<void> => {
  const names = { sha256: `${kind}-sha256.txt`, sha512: `${kind}-sha512.txt` } as const;
  const listed = { sha256: await entriesOf(bag, names.sha256, 'sha256', log), sha512: await entriesOf(bag, names.sha512, 'sha512', log) };
  const found = new Map(files.map((file) => [file.path, file]));
  const paths = new Set([...found.keys(), ...(listed.sha256?.keys() ?? []), ...(listed.sha512?.keys() ?? [])]);
  for (const path of paths) {
    const file = found.get(path);
    const unlisted = (['sha256', 'sha512'] as const).filter((algorithm) => listed[algorithm] && !listed[algorithm].has(path));
    if (!file) {
      log.problem('files-present', `${path} is listed but not there.`, [path, ...blamed(names, unlisted)]);
    } else if (unlisted.length > 0) {
      log.problem('files-listed', `${path} is not listed in ${unlisted.map((algorithm) => names[algorithm]).join(' and ')}.`, [
        path,
        ...blamed(names, unlisted),
      ]);
    } else {
      const wrong = (['sha256', 'sha512'] as const).filter(
        (algorithm) => listed[algorithm] && listed[algorithm].get(path) !== file[algorithm],
      );
      const [only] = wrong;
      if (wrong.length === 1 && only && listed.sha256 && listed.sha512) {
        log.problem('manifests', `${names[only]} and the other manifest disagree about ${path}.`, [names[only]]);
      } else if (wrong.length > 0) {
        log.problem('files-unchanged', `${path} is not the file that was sealed.`, [path]);
      }
    }
  }
};

/** When only one of the two manifests lacks a file, the manifest itself was changed. */
const blamed = (names: Readonly<Record<'sha256' | 'sha512', string>>, unlisted: readonly ('sha256' | 'sha512')[]): string[] =>
  unlisted.length === 1 ? Object.values(names) : [];

const entriesOf = async (
  bag: BagReader,
  name: string,
  algorithm: 'sha256' | 'sha512',
  log: CheckLog,
): Promise<ReadonlyMap<string, string> | undefined> => {
  if (!bag.files.has(name)) return undefined;
  const text = await bag.text(name);
  const parsed = text === undefined ? { badLine: 1 } : parseManifest(text, algorithm);
  if ('badLine' in parsed) {
    log.problem('manifests', `${name} is damaged in line ${parsed.badLine}.`, [name]);
    return undefined;
  }
  const canonical = manifestText(
    [...parsed.entries].map(([path, hash]) => ({ path, sha256: hash, sha512: hash })),
    algorithm,
  );
  if (canonical !== text) log.problem('manifests', `${name} is not sorted as a packet's manifests are.`, [name]);
  return parsed.entries;
};

const checkDeclaration = async (bag: BagReader, payload: readonly FoundFile[], log: CheckLog): Promise<void> => {
  const declaration = await bag.text('bagit.txt');
  if (declaration !== undefined && declaration !== BAGIT_TXT)
    log.problem('bagit', 'bagit.txt does not declare BagIt 1.0 in UTF-8.', ['bagit.txt']);
  const info = await bag.text('bag-info.txt');
  const manifest = bag.files.get('manifest-sha512.txt');
  if (info === undefined || !manifest) return;
  const payloadBytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const oxum = `${payloadBytes}.${payload.length}`;
  if (bagInfoValue(info, 'Payload-Oxum') !== oxum)
    log.problem('bagit', `bag-info.txt gives another Payload-Oxum than the ${oxum} that is there.`, ['bag-info.txt']);
  const expected = bagInfoText({
    organisation: bagInfoValue(info, 'Source-Organization') ?? '',
    baggedOn: bagInfoValue(info, 'Bagging-Date') ?? '',
    externalIdentifier: externalIdentifier(manifest.sha512),
    caseNumber: bagInfoValue(info, 'Internal-Sender-Identifier') ?? '',
    revision: Number(bagInfoValue(info, 'Packet-Revision') ?? Number.NaN),
    supersedes: bagInfoValue(info, 'Packet-Supersedes') ?? null,
    payloadBytes,
    payloadFiles: payload.length,
    generator: bagInfoValue(info, 'Bag-Software-Agent') ?? '',
  });
  if (expected !== info) log.problem('bagit', 'bag-info.txt is not as a packet has it.', ['bag-info.txt']);
};
