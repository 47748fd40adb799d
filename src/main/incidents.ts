import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Logs bugs to `incidents.log` in the vault's folder, each under a number that the window shows. The log holds the call and the stack, never
 * what was sent: a document's text must not end up in a log.
 */
export const createIncidentLog =
  (vaultDir: string) =>
  (call: string, error: unknown): string => {
    const incident = `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`;
    // Only where it happened: a message may run over several lines and quote what was read, as that of JSON.parse does.
    const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ {4}at \S/.test(line)) : [];
    const stack = [error instanceof Error ? error.name : typeof error, ...places].join('\n');
    const entry = `${new Date().toISOString()} incident ${incident} in ${call}: ${stack}\n\n`;
    try {
      mkdirSync(vaultDir, { recursive: true, mode: 0o700 });
      appendFileSync(join(vaultDir, 'incidents.log'), entry, { mode: 0o600 });
    } catch {
      process.stderr.write(entry);
    }
    if (process.env['CASEWRIGHT_DEBUG'] === '1') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return incident;
  };
