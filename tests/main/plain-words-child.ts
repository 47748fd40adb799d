/** Child process: works a whole desk with marked words, then takes in more of them without end until it is killed. */
import { setTimeout as wait } from 'node:timers/promises';
import { composeDesk } from '../../src/main/compose.ts';
import { MARK, PASSPHRASE } from './plain-words.ts';

const [vaultDir = ''] = process.argv.slice(2);
const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: false });
const call = async <T>(name: string, input: unknown = {}): Promise<T> => {
  const answered = await desk.route(name, input);
  if (!answered.ok) throw new Error(`${name}: ${answered.failure.message}`);
  return answered.value as T;
};
const fetchBytes = async (path: string, body?: BodyInit): Promise<Uint8Array> => {
  const half: object = { duplex: 'half' };
  const answered = await desk.dataRoutes(new Request(`http://desk${path}`, body === undefined ? {} : { method: 'PUT', body, ...half }));
  if (!answered?.ok) throw new Error(`${path}: ${answered?.status}`);
  return new Uint8Array(await answered.arrayBuffer());
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { recoveryKey } = await call<{ recoveryKey: string }>('session.createDesk', {
  deskName: 'Example Desk',
  userName: 'Robin Example',
  passphrase: PASSPHRASE,
});
const sample = await call<{ users: { id: string; roles: string[] }[]; cases: { id: string; status: string }[] }>('desk.openSample', {
  passphrase: PASSPHRASE,
});
const caseOf = (status: string): string => sample.cases.find((one) => one.status === status)?.id ?? '';

const text = Array.from({ length: 2_000 }, (_, index) => `${MARK} line ${index}`).join('\n');
const { documentId } = JSON.parse(Buffer.from(await fetchBytes(`/api/upload?name=${MARK}.txt`, text)).toString()) as { documentId: string };
for (let tries = 0; (await call<{ state: string }>('documents.get', { documentId })).state !== 'read'; tries += 1) {
  if (tries > 300) throw new Error('The document was not read.');
  await wait(100);
}
const { total } = await call<{ total: number }>('documents.search', { query: MARK });
if (total === 0) throw new Error('The mark was not indexed.');
await call('notes.make', { caseId: caseOf('drafting') || caseOf('investigating'), text: `A note with ${MARK}`, anchor: null });

for (const { id: caseId } of sample.cases) {
  const { version } = await call<{ version: { id: string } | null }>('responses.get', { caseId });
  if (version) for (const format of ['docx', 'pdf']) await fetchBytes(`/artifacts/response/${version.id}.${format}`);
}
const exporter = sample.users.find((user) => user.roles.includes('exporter'))?.id;
await call('session.unlock', { userId: exporter, passphrase: PASSPHRASE });
const { packetId } = await call<{ packetId: string }>('packets.seal', { caseId: caseOf('approved'), queue: false });
const zip = await fetchBytes(`/artifacts/packet/${packetId}.zip`);
const checked = JSON.parse(Buffer.from(await fetchBytes('/api/check-packet?name=a.zip', Buffer.from(zip))).toString()) as {
  valid: boolean;
};
if (!checked.valid) throw new Error('The packet did not verify.');
say(`recovery ${recoveryKey}`);

await call('session.unlock', { userId: sample.users.find((user) => user.roles.includes('investigator'))?.id, passphrase: PASSPHRASE });
const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (controller) => {
      controller.enqueue(Buffer.from(`${MARK} without end `.repeat(3_000)));
      await wait(5);
    },
  });
void fetchBytes('/api/upload?name=endless.bin', endless()).catch(() => undefined);
void fetchBytes('/api/check-packet?name=endless.zip', endless()).catch(() => undefined);
await wait(1_000);
say('half');
await wait(600_000);
