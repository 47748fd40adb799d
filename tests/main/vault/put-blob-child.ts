// Run by the blob store's tests in a process of its own, to be killed in the middle, or to fill a small disk.
import { randomBytes } from 'node:crypto';
import { openBlobStore } from '../../../src/main/vault/blob-store.ts';

const [dir = '', mode = ''] = process.argv.slice(2);
const store = await openBlobStore({ dir, wrappingKey: new Uint8Array(32).fill(7), random: randomBytes });

async function* endless(): AsyncGenerator<Uint8Array> {
  for (let count = 0; ; count += 1) {
    yield Buffer.from('plain words that must never be on the disk. '.repeat(3000));
    if (count === 4) process.stdout.write('writing\n');
    if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

try {
  await store.put(endless());
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ name: (error as Error).name, kind: (error as { kind?: string }).kind, message: (error as Error).message })}\n`,
  );
}
