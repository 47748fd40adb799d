import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../packets/canonical-json.ts';

/** What the first link of a chain follows: 64 zeros. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The hash of a link: SHA-256, in hex, over the UTF-8 bytes of the previous link's hash (64 hex digits) followed at once by the
 * record's canonical JSON. A stranger checks it with `printf '%s%s' PREV RECORD | sha256sum`.
 */
export const chainHash = (prevHash: string, record: unknown): string => bytesToHex(sha256(utf8ToBytes(prevHash + canonicalJson(record))));

/** A record with its place in a chain. */
export interface ChainLink<R> {
  readonly prevHash: string;
  readonly hash: string;
  readonly record: R;
}

/** Links `records` in their order, the first one to `prevHash`. */
export const chainRecords = <R>(records: readonly R[], prevHash: string = GENESIS_HASH): ChainLink<R>[] => {
  let head = prevHash;
  return records.map((record) => {
    const link = { prevHash: head, hash: chainHash(head, record), record };
    head = link.hash;
    return link;
  });
};

/**
 * A stretch of a chain of which only the ends are shown: `count` links that follow `prevHash` and end in `hash`, kept back because they
 * are about other cases. Their records can't be checked here; the links around them can.
 */
export interface ChainGap {
  readonly prevHash: string;
  readonly hash: string;
  readonly withheld: number;
}

/** The index of the first link that doesn't follow the one before it or whose hash isn't its record's; `undefined` if none. */
export const firstBrokenLink = (
  chain: readonly (ChainLink<unknown> | ChainGap)[],
  startHash: string = GENESIS_HASH,
): number | undefined => {
  let head = startHash;
  for (const [index, link] of chain.entries()) {
    if (link.prevHash !== head) return index;
    if ('record' in link && link.hash !== chainHash(link.prevHash, link.record)) return index;
    head = link.hash;
  }
  return undefined;
};

/** The hash that the next link of `chain` would follow. */
export const chainHead = (chain: readonly { readonly hash: string }[], startHash: string = GENESIS_HASH): string =>
  chain.at(-1)?.hash ?? startHash;
