import { z } from 'zod';
import type { CaseKind } from '../cases/case.ts';

/** Every type of request the desk tells apart; `unknown` is an honest answer. */
export const REQUEST_TYPES = [
  'copyright-takedown',
  'copyright-counter-notice',
  'takedown-retraction',
  'platform-decision',
  'notice-of-legal-action',
  'trademark-complaint',
  'counterfeit-complaint',
  'brand-registry-notice',
  'patent-complaint',
  'government-takedown-request',
  'dsa-order-illegal-content',
  'dsa-order-information',
  'grand-jury-subpoena',
  'administrative-subpoena',
  'civil-subpoena',
  'civil-investigative-demand',
  'court-order-2703d',
  'search-warrant',
  'pen-register-order',
  'non-disclosure-order',
  'preservation-request',
  'emergency-disclosure-request',
  'national-security-letter',
  'mlat-request',
  'eu-production-order',
  'eu-preservation-order',
  'police-information-request',
  'court-order',
  'injunction',
  'court-notice',
  'court-filing',
  'garnishment-writ',
  'litigation-hold',
  'legal-correspondence',
  'regulator-inquiry',
  'privacy-request',
  'foia-request',
  'seller-appeal',
  'unknown',
] as const;
export const requestTypeSchema = z.enum(REQUEST_TYPES);
export type RequestType = z.infer<typeof requestTypeSchema>;

const RIGHTS: readonly RequestType[] = [
  'copyright-takedown',
  'copyright-counter-notice',
  'takedown-retraction',
  'trademark-complaint',
  'counterfeit-complaint',
  'brand-registry-notice',
  'patent-complaint',
  'notice-of-legal-action',
];
const REGULATOR: readonly RequestType[] = [
  'dsa-order-illegal-content',
  'dsa-order-information',
  'regulator-inquiry',
  'government-takedown-request',
];
const APPEAL: readonly RequestType[] = ['seller-appeal', 'platform-decision'];

/** The kind of case that a request of this type usually opens. */
export const caseKindOf = (type: RequestType): CaseKind => {
  if (RIGHTS.includes(type)) return 'rights-claim';
  if (REGULATOR.includes(type)) return 'regulator-order';
  if (APPEAL.includes(type)) return 'appeal';
  return 'legal-request';
};

/** The type as people say it: `search-warrant` becomes "Search warrant". */
export const requestTypeName = (type: RequestType): string => REQUEST_TYPE_NAMES[type] ?? capitalised(type.replaceAll('-', ' '));

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const REQUEST_TYPE_NAMES: Partial<Record<RequestType, string>> = {
  'court-order-2703d': '2703(d) order',
  'dsa-order-illegal-content': 'DSA order against illegal content',
  'dsa-order-information': 'DSA order to provide information',
  'eu-production-order': 'European production order',
  'eu-preservation-order': 'European preservation order',
  'mlat-request': 'Mutual legal assistance request',
  'foia-request': 'Public records request',
  'copyright-takedown': 'DMCA notice',
  'copyright-counter-notice': 'DMCA counter-notice',
  'non-disclosure-order': 'Non-disclosure order',
  unknown: 'Type not recognised',
};
