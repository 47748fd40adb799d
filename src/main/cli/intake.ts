import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError, required, type Command } from './command.ts';

/** `casewright intake`: the reference intake server. */
export const intakeCommand: Command = {
  name: 'intake',
  usage: 'intake --store DIR --port N [--root CERT]... [--host ADDRESS]',
  help: [
    'Receives packets (tus under /files), verifies each one completely, stores it once and for all in DIR, and answers a signed receipt.',
    'Trusted organisations: --root CERT (may be repeated) and DIR/roots/*.pem; without any it refuses every packet and says so.',
    'On its first start it makes its own key and certificate in DIR and prints where: pin that certificate at the desks (casewright target --receipt-cert).',
    'Listens on 127.0.0.1 unless --host says otherwise. Prints one line when it is ready. Ctrl+C ends it.',
  ].join('\n'),
  options: { store: { type: 'string' }, port: { type: 'string' }, root: { type: 'string', multiple: true }, host: { type: 'string' } },
  run: async (arguments_) => {
    const storeDir = resolve(required(intakeCommand, arguments_, 'store'));
    const port = Number(required(intakeCommand, arguments_, 'port'));
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new CommandError('--port is a number from 0 to 65535; 0 takes a free one.', 2);
    const { root, host } = arguments_.options;
    const rootPems = (Array.isArray(root) ? root : []).map((path) => readRoot(String(path)));
    mkdirSync(storeDir, { recursive: true, mode: 0o700 });
    const { startIntake } = await import('../intake/intake-server.ts');
    const running = await startIntake({
      storeDir,
      port,
      ...(typeof host === 'string' ? { host } : {}),
      rootPems,
      now: Date.now,
      random: (count) => new Uint8Array(randomBytes(count)),
      onEvent: (line) => process.stdout.write(`${line}\n`),
    }).catch((error: unknown) => {
      throw new CommandError(`The intake could not start: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (running.trustedRoots === 0)
      process.stderr.write(
        `casewright: no organisation is trusted yet, so every packet will be refused. Give --root CERT, or put root certificates into ${storeDir}/roots/ and start again.\n`,
      );
    process.stdout.write(`The intake is ready at ${running.url}, its receipt certificate is ${running.identity.certificatePath}\n`);
    await new Promise<void>((end) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
    });
    await running.close();
    return 0;
  },
};

const readRoot = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`The root certificate can not be read: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
};
