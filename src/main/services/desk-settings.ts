import type { DeskSettings, Target } from '../../core/desk/settings.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

/** Replaces the desk's settings. A target is checked for its shape here, and for its reach at the next delivery. */
export const saveSettings = async (context: CallContext, settings: DeskSettings): Promise<Result<DeskSettings, Failure<'bad-target'>>> => {
  const { desk, actor } = context;
  const problem = settings.target && targetProblem(settings.target);
  if (problem) return fail({ kind: 'bad-target', message: `${problem} Nothing was saved.` });
  await desk.transaction(async (stores) => {
    const before = await stores.settings.read();
    await stores.settings.write(settings);
    await recordAudit(desk, stores, {
      actor,
      action: 'desk.configured',
      subjectKind: 'desk',
      subjectId: desk.deskId,
      summary: 'Changed the settings of the desk',
      before,
      after: settings,
    });
  });
  desk.emit({ topics: ['desk', 'packets', 'session'] });
  return ok(settings);
};

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;

const targetProblem = (target: Target): string | null => {
  if (target.kind === 'folder' && !/^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(target.path))
    return 'A target folder is named by its full path, from the root on.';
  if (target.receiptCertificatePem !== undefined && !PEM.test(target.receiptCertificatePem))
    return 'The receipt certificate is not a whole certificate in PEM.';
  if (target.kind === 'intake' && target.caPem !== undefined && !PEM.test(target.caPem))
    return 'The certificate authority is not a whole certificate in PEM.';
  return null;
};
