import type { SampleDesk } from '../../contract/desk.ts';
import { ok, type Result } from '../../core/result.ts';
import { cancelJob } from '../services/cancel-job.ts';
import type { CallContext } from '../services/context.ts';
import { checkAudit, listAudit } from '../services/desk-audit.ts';
import { readInsights } from '../services/desk-insights.ts';
import { saveSettings } from '../services/desk-settings.ts';
import { readDeskStatus } from '../services/desk-status.ts';
import type { Failure } from '../services/failure.ts';
import type { Handlers } from './router.ts';

/** What the desk's handlers need beside the desk. */
export interface DeskParts {
  readonly openSample: (context: CallContext, passphrase: string) => Promise<Result<SampleDesk, Failure<'not-empty' | 'wrong-passphrase'>>>;
}

/** The calls about the desk as a whole: status, settings, audit, sample. */
export const createDeskHandlers = ({ openSample }: DeskParts): Handlers<'desk'> => ({
  status: async (context) => ok(await readDeskStatus(context)),
  settings: async ({ desk }) => ok(await desk.stores.settings.read()),
  saveSettings: (context, settings) => saveSettings(context, settings),
  openSample: (context, { passphrase }) => openSample(context, passphrase),
  audit: async (context, page) => ok(await listAudit(context, page)),
  checkAudit: async (context) => ok(await checkAudit(context)),
  cancelJob: (context, { jobId }) => cancelJob(context, jobId),
  insights: async (context) => ok(await readInsights(context)),
});
