import { z } from 'zod';

/** What a case is about (product.md, "Words"). */
export const CASE_KINDS = ['legal-request', 'rights-claim', 'incident', 'regulator-order', 'appeal'] as const;
export const caseKindSchema = z.enum(CASE_KINDS);
export type CaseKind = z.infer<typeof caseKindSchema>;

/** The two letters that start a case number of each kind, as in `LE-2026-0042`. */
export const CASE_NUMBER_PREFIX: Readonly<Record<CaseKind, string>> = {
  'legal-request': 'LE',
  'rights-claim': 'RC',
  incident: 'IN',
  'regulator-order': 'RO',
  appeal: 'AP',
};

/**
 * The life of a case. `investigating` facts are being read and confirmed; `drafting` a response exists; `in-review` it waits
 * for a supervisor; `returned` it came back with comments; `approved` it is signed off; `sealed` its packet exists and waits;
 * `sent` the packet was stored by the other side, receipt not yet verified; `receipted` a verified receipt lies beside it.
 */
export const CASE_STATUSES = ['investigating', 'drafting', 'in-review', 'returned', 'approved', 'sealed', 'sent', 'receipted'] as const;
export const caseStatusSchema = z.enum(CASE_STATUSES);
export type CaseStatus = z.infer<typeof caseStatusSchema>;

/** One to four bars; only critical is red. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

/** How an item asked for was answered; `open` until someone decides. */
export const DISPOSITIONS = ['open', 'produced', 'partly', 'objected', 'no-records', 'withdrawn'] as const;
export const dispositionSchema = z.enum(DISPOSITIONS);
export type Disposition = z.infer<typeof dispositionSchema>;

/** `LE-2026-0042`: prefix of the kind, year of opening, running number within both, at least four digits. */
export const formatCaseNumber = (kind: CaseKind, year: number, running: number): string =>
  `${CASE_NUMBER_PREFIX[kind]}-${year}-${String(running).padStart(4, '0')}`;

export const caseNumberSchema = z.string().regex(/^(LE|RC|IN|RO|AP)-\d{4}-\d{4,}$/);
