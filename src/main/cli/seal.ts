import { createWriteStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PacketId } from '../../core/ids.ts';
import { CommandError, printJson, required, type Command } from './command.ts';
import { orFail, VAULT_HELP, VAULT_OPTIONS, VAULT_USAGE, withDesk } from './open-desk.ts';

/** `casewright seal`: seals a signed-off case and writes the packet to a folder. */
export const sealCommand: Command = {
  name: 'seal',
  usage: `seal ${VAULT_USAGE} --case NUMBER --out DIR [--queue]`,
  help: `Seals a signed-off case and writes the packet to DIR. Prints {"packet": path, "packetId": id, "zipSha256": …, "queued": …}. Sealing again writes the same bytes. --queue also puts it into the outbox.\n${VAULT_HELP}`,
  options: { ...VAULT_OPTIONS, case: { type: 'string' }, out: { type: 'string' }, queue: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (arguments_) => {
    const number = required(sealCommand, arguments_, 'case');
    const outDir = required(sealCommand, arguments_, 'out');
    return withDesk(sealCommand, arguments_, 'packet.seal', async ({ desk: open_ }, desk) => {
      const found = await open_.stores.cases.getByNumber(number);
      if (!found) throw new CommandError(`There is no case ${number} on this desk.`);
      const sealed = orFail(await desk.route('packets.seal', { caseId: found.id, queue: arguments_.options['queue'] === true })) as {
        packetId: PacketId;
        queued: boolean;
      };
      const { openPacketZip } = await import('../services/packets-of-desk.ts');
      const zip = await openPacketZip(open_, sealed.packetId);
      if (!zip) throw new CommandError('The packet was sealed but can not be read back.');
      const path = join(outDir, zip.name);
      await writeWhole(outDir, path, zip.blob.stream());
      const kept = await open_.stores.packets.find(sealed.packetId);
      printJson({ packet: path, packetId: sealed.packetId, zipSha256: kept?.zipSha256, queued: sealed.queued });
      return 0;
    });
  },
};

const writeWhole = async (folder: string, path: string, bytes: NodeJS.ReadableStream): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    const part = `${path}.part`;
    await pipeline(bytes, createWriteStream(part));
    const handle = await open(part, 'r+');
    await handle.sync();
    await handle.close();
    await rename(part, path);
  } catch (error) {
    throw new CommandError(
      `The packet is sealed and kept in the vault, but could not be written to ${folder}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
