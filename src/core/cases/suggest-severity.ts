import type { RequestType } from '../requests/request-types.ts';
import type { CalendarDate } from '../ids.ts';
import type { Severity } from './case.ts';
import { addDays } from './due.ts';

const CRITICAL: readonly RequestType[] = ['emergency-disclosure-request'];
const HIGH: readonly RequestType[] = [
  'search-warrant',
  'court-order-2703d',
  'pen-register-order',
  'national-security-letter',
  'injunction',
  'eu-production-order',
  'eu-preservation-order',
  'dsa-order-illegal-content',
  'dsa-order-information',
  'non-disclosure-order',
  'grand-jury-subpoena',
];
const LOW: readonly RequestType[] = ['brand-registry-notice', 'takedown-retraction', 'foia-request', 'court-filing'];

/** The severity to start with: by the type of request, one step up when the answer is due within two days. Never above what a person can lower. */
export const suggestSeverity = (type: RequestType, dueOn: CalendarDate | null, todayOn: CalendarDate): Severity => {
  const pressing = dueOn !== null && dueOn <= addDays(todayOn, 2);
  if (CRITICAL.includes(type)) return 'critical';
  if (HIGH.includes(type)) return pressing ? 'critical' : 'high';
  if (LOW.includes(type)) return pressing ? 'medium' : 'low';
  return pressing ? 'high' : 'medium';
};
