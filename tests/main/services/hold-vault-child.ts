// Run by the session's tests in a process of its own, which holds a vault until it is killed.
import { composeSession } from '../../../src/main/compose-session.ts';

const [vaultDir = '', passphrase = ''] = process.argv.slice(2);
const session = composeSession({
  vaultDir,
  host: 'loopback',
  idleLock: false,
  onOpen: () => undefined,
  onClose: () => undefined,
  emit: () => undefined,
});
const opened = await session.unlockByName(undefined, passphrase);
process.stdout.write(opened.ok ? 'open\n' : `${opened.failure.kind}\n`);
setInterval(() => undefined, 1_000);
