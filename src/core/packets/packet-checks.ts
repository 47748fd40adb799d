import type { PacketCheck, Verification } from './packet.ts';

/** Every check of a packet, in the order they are reported. Names are stable; scripts may rely on them. */
export const PACKET_CHECKS = {
  'zip-container': 'The zip is exactly the container that a packet has',
  names: 'Names are plain, unique and stay inside the packet',
  'single-folder': 'Everything lies in one folder named for case and revision',
  complete: 'Every manifest, attestation, signature and record is there',
  'no-fetch': 'Nothing has to be fetched from elsewhere',
  bagit: 'The bag declares itself and its payload correctly',
  manifests: 'The manifests are well formed and agree with each other',
  'files-listed': 'Every file is listed in a manifest',
  'files-present': 'Every listed file is there',
  'files-unchanged': 'Every file has the bytes that were sealed',
  seal: 'The seal over everything is genuine',
  submission: 'The author’s submission is signed by the person it names',
  approval: 'The approval is signed by the person it names',
  'four-eyes': 'Author and approver are two different people',
  'trusted-root': 'Every signer is vouched for by a root that you trust',
  'certificate-chain': 'The enclosed certificates are those that were used',
  'case-and-revision': 'Every part is about the same case and revision',
  records: 'Every record is well formed',
  documents: 'Every document lies in the bag as the records say',
  counts: 'The packet holds as many records as it says',
  'custody-chain': 'The chain of custody is unbroken',
  'audit-chain': 'The chain of the audit log is unbroken',
  anchors: 'Every quoted passage stands in a document of the packet',
  'bates-numbers': 'Production numbers run without gaps',
} as const;
export type PacketCheckName = keyof typeof PACKET_CHECKS;

/** Collects what a verifier finds. A check without findings passed; one that could not run did not. */
export interface CheckLog {
  /** Notes a failure of `name`, with the files it is about. */
  problem(name: PacketCheckName, detail: string, files?: readonly string[]): void;
  /** Says in a few words what a check that passes has seen. */
  seen(name: PacketCheckName, detail: string): void;
  /** Marks every check without findings as not run, for a packet that can't be read further. */
  stop(reason: string): void;
  checks(): PacketCheck[];
}

/** At most this many findings are spelled out per check. */
const SPELLED_OUT = 20;

/** An empty log. */
export const checkLog = (): CheckLog => {
  const found = new Map<PacketCheckName, { count: number; details: string[]; files: Set<string> }>();
  const seen = new Map<PacketCheckName, string>();
  let stopped: string | undefined;
  const names = Object.keys(PACKET_CHECKS) as PacketCheckName[];
  return {
    problem: (name, detail, files = []) => {
      const entry = found.get(name) ?? { count: 0, details: [], files: new Set<string>() };
      // A hostile packet may have a fault in each of a hundred million lines.
      entry.count += 1;
      if (entry.details.length < SPELLED_OUT) entry.details.push(detail);
      for (const file of files) entry.files.add(file);
      found.set(name, entry);
    },
    seen: (name, detail) => void seen.set(name, detail),
    stop: (reason) => {
      stopped = reason;
    },
    checks: () =>
      names.map((name) => {
        const entry = found.get(name);
        const title = PACKET_CHECKS[name];
        if (entry) return { name, title, passed: false, detail: spelled(entry), files: [...entry.files] };
        if (stopped !== undefined && !seen.has(name)) return { name, title, passed: false, detail: stopped, files: [] };
        return { name, title, passed: true, detail: seen.get(name) ?? '', files: [] };
      }),
  };
};

/** The names of the checks that failed. */
export const failedChecks = (verification: Verification): string[] =>
  verification.checks.filter((check) => !check.passed).map((check) => check.name);

const spelled = ({ count, details }: { readonly count: number; readonly details: readonly string[] }): string => {
  const shown = details.join(' ');
  return count > details.length ? `${shown} And ${count - details.length} more.` : shown;
};
