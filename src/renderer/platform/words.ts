import {
  BadgeCheck,
  CircleDot,
  Mail,
  Package,
  PackageCheck,
  Pencil,
  Scale,
  ShieldAlert,
  Siren,
  Stamp,
  Undo2,
  Copyright,
  Gavel,
  type LucideIcon,
} from 'lucide-react';
import type { CaseKind, CaseStatus, Disposition, Severity } from '../../core/cases/case.ts';
import type { FactField } from '../../core/facts/fact.ts';
import type { Role } from '../../core/policy/permissions.ts';

/** A state or kind as people read it, and its one shape. */
export interface Word {
  readonly name: string;
  readonly icon: LucideIcon;
}

export const STATUS_WORDS: Readonly<Record<CaseStatus, Word>> = {
  investigating: { name: 'Investigating', icon: CircleDot },
  drafting: { name: 'Drafting', icon: Pencil },
  'in-review': { name: 'In review', icon: Stamp },
  returned: { name: 'Returned', icon: Undo2 },
  approved: { name: 'Approved', icon: BadgeCheck },
  sealed: { name: 'Sealed', icon: Package },
  sent: { name: 'Sent', icon: Mail },
  receipted: { name: 'Receipted', icon: PackageCheck },
};

export const KIND_WORDS: Readonly<Record<CaseKind, Word>> = {
  'legal-request': { name: 'Legal request', icon: Scale },
  'rights-claim': { name: 'Rights claim', icon: Copyright },
  incident: { name: 'Incident', icon: Siren },
  'regulator-order': { name: 'Regulator order', icon: ShieldAlert },
  appeal: { name: 'Appeal', icon: Gavel },
};

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' };

export const DISPOSITION_NAMES: Readonly<Record<Disposition, string>> = {
  open: 'Open',
  produced: 'Produced',
  partly: 'Partly produced',
  objected: 'Objected',
  'no-records': 'No records',
  withdrawn: 'Withdrawn',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  intake: 'Intake analyst',
  investigator: 'Investigator',
  supervisor: 'Supervisor',
  exporter: 'Export staff',
  admin: 'Administrator',
  auditor: 'Auditor',
};

/** What a role is for, in one line. */
export const ROLE_DUTIES: Readonly<Record<Role, string>> = {
  intake: 'Registers what arrives and opens cases',
  investigator: 'Works cases, confirms facts, writes and submits responses',
  supervisor: 'Reviews, signs off or returns; never their own work',
  exporter: 'Seals packets and sends them',
  admin: 'Adds people and sets up the desk',
  auditor: 'Reads everything, changes nothing',
};

/** `investigator, administrator`: the roles of a person in one line. */
export const rolesText = (roles: readonly Role[]): string =>
  roles.map((role, at) => (at === 0 ? ROLE_NAMES[role] : ROLE_NAMES[role].toLowerCase())).join(', ');

/** `64.2 MB`, counted in thousands as files are on paper. */
export const sizeText = (sizeBytes: number): string => {
  if (sizeBytes < 1_000) return `${sizeBytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = sizeBytes / 1_000;
  let at = 0;
  while (value >= 1_000 && at < units.length - 1) {
    value /= 1_000;
    at += 1;
  }
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[at]}`;
};

/** `1 page`, `12 pages`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What a fact says, as the label above its value. */
export const FACT_FIELD_NAMES: Readonly<Record<FactField, string>> = {
  'issuing-authority': 'Issuing authority',
  sender: 'Sender',
  'on-behalf-of': 'On behalf of',
  recipient: 'Recipient',
  signatory: 'Signed by',
  'reference-number': 'Reference',
  'issued-on': 'Issued on',
  'served-on': 'Served on',
  'received-on': 'Received on',
  due: 'Due',
  jurisdiction: 'Jurisdiction',
  statute: 'Statute',
  identifier: 'Identifier',
  period: 'Period asked for',
  'requested-item': 'Item asked for',
  'non-disclosure': 'Non-disclosure',
  suspicious: 'Worth a second look',
  other: 'Other',
};
