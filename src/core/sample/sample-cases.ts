import { batteryIncident } from './battery-incident.ts';
import { dmcaNotice } from './dmca-notice.ts';
import { dsaOrder } from './dsa-order.ts';
import { grandJurySubpoena } from './grand-jury-subpoena.ts';
import { preservationLetter } from './preservation-letter.ts';
import type { SampleCase, SampleDocument } from './sample-case.ts';
import type { SampleDates } from './sample-dates.ts';
import { searchWarrant } from './search-warrant.ts';
import { sellerAppeal } from './seller-appeal.ts';

/** The synthetic cases of the sample desk, one of each kind at least, in the order in which they are worked. */
export const sampleCases = (dates: SampleDates): SampleCase[] => [
  searchWarrant(dates),
  grandJurySubpoena(dates),
  dmcaNotice(dates),
  batteryIncident(dates),
  dsaOrder(dates),
  sellerAppeal(dates),
];

/** What arrived at the sample desk and waits for someone to open a case on it. */
export const sampleIntake = (dates: SampleDates): SampleDocument[] => [preservationLetter(dates)];
