/** Where a document's exact bytes lie in the bag. The extension is the original's if it is plain, else `bin`. */
export const documentPath = (role: 'request' | 'evidence', label: string, originalName: string): string =>
  `data/${role}/${label}/original.${/\.([A-Za-z0-9]{1,8})$/.exec(originalName)?.[1]?.toLowerCase() ?? 'bin'}`;

/** Where a document's extracted pages lie: beside the original. */
export const pagesPath = (role: 'request' | 'evidence', label: string): string => `data/${role}/${label}/pages.jsonl`;

/** The single folder of a packet, and the start of its file's name: `LE-2026-0042_r1`. */
export const packetFolder = (caseNumber: string, revision: number): string => `${caseNumber}_r${revision}`;

/** The file name of a packet: `LE-2026-0042_r1.packet.zip`. */
export const packetFileName = (caseNumber: string, revision: number): string => `${packetFolder(caseNumber, revision)}.packet.zip`;

/** Whether a path inside the bag is one that every system can hold: parts of `[A-Za-z0-9._-]`, none of them only dots. */
export const isBagPath = (path: string): boolean =>
  path.length <= 240 && path.split('/').every((part) => /^[A-Za-z0-9._-]{1,100}$/.test(part) && !/^\.+$/.test(part));

/** The order of files in manifests and zip: by code unit, the same on every machine. */
export const byPath = (left: { readonly path: string }, right: { readonly path: string }): number =>
  left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
