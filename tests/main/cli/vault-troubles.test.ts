import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_PARTS } from '../../../src/main/compose-session.ts';
import { CLI, ended, json, jsonLines, PASSPHRASE, PLAIN, run, said, start, workFolder, type WorkFolder } from './run-casewright.ts';

let work: WorkFolder;
beforeAll(async () => {
  work = workFolder();
  json(await run(['init', ...work.vault('made'), '--user', 'Robin Example', '--json']));
  writeFileSync(work.path('note.txt'), 'A specimen note about order 555-0001.\n');
  json(await run(['import', ...work.vault('made'), work.path('note.txt'), '--json']));
});
beforeEach(() => {
  rmSync(work.path('vault'), { recursive: true, force: true });
  cpSync(work.path('made'), work.path('vault'), { recursive: true });
});
afterAll(() => work.dispose());

const search = (passphraseFile = work.path('passphrase')) =>
  run(['search', '--vault', work.path('vault'), '--passphrase-file', passphraseFile, 'specimen', '--json']);
const nothingLost = async (): Promise<void> => expect(json(await search())).toMatchObject({ total: 1 });

describe('the passphrase of a command', () => {
  it('is refused when wrong, without telling what was wrong, and nothing is lost', async () => {
    writeFileSync(work.path('wrong'), 'not the passphrase\n');
    const refused = await search(work.path('wrong'));
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'casewright: Person and passphrase do not fit together. Nothing was changed; try again.\n',
    });
    const nobody = await run(['search', ...work.vault('vault'), '--user', 'Nobody Example', 'specimen']);
    expect(nobody.stderr).toBe(refused.stderr);
    await nothingLost();
  });

  it('is counted when wrong, from one process to the next, and slows guesses down', async () => {
    const path = work.path('vault', 'sign-in-attempts.json');
    writeFileSync(work.path('wrong'), 'not the passphrase\n');
    for (const failures of [1, 2]) {
      await search(work.path('wrong'));
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ failures });
    }
    const counted = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...counted, failures: 9, lastAtMs: Date.now() }));
    expect(await search()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/Wait \d+ seconds/) });
    rmSync(path);
    await nothingLost();
  });

  it.each([
    ['a file that is not there', () => work.path('nowhere'), 'can not be read'],
    ['a folder', () => work.dir, 'can not be read'],
    ['an empty file', () => work.path('empty'), 'is empty'],
    ['a file whose first line is empty', () => work.path('late'), 'is empty'],
  ])('is not had from %s', async (_what, file, message) => {
    writeFileSync(work.path('empty'), '');
    writeFileSync(work.path('late'), `\n${PASSPHRASE}\n`);
    const refused = await search(file());
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(refused.stderr).toMatch(/^casewright: The passphrase file /);
  });

  it('is the first line, whatever ends it', async () => {
    for (const text of [PASSPHRASE, `${PASSPHRASE}\r\nmore`, `\uFEFF${PASSPHRASE}\n`]) {
      writeFileSync(work.path('form'), text);
      expect(json(await search(work.path('form'))), JSON.stringify(text)).toMatchObject({ total: 1 });
    }
  });

  it('is asked for only at a terminal', async () => {
    const refused = await run(['search', '--vault', work.path('vault'), 'specimen']);
    expect(refused).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'casewright: There is no terminal to ask for the passphrase. Give it with --passphrase-file FILE.\n',
    });
  });

  it.skipIf(!existsSync('/usr/bin/script'))('is asked for at a terminal without showing it', async () => {
    const command = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      CLI,
      'search',
      '--vault',
      work.path('vault'),
      'specimen',
      '--json',
    ];
    const child = spawn('/usr/bin/script', ['-qec', command.map((part) => `'${part}'`).join(' '), '/dev/null'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const end = ended(child);
    await said(child, /Passphrase: $/);
    child.stdin.write(`${PASSPHRASE}x\u007f\r`);
    const { code, stdout } = await end;
    expect(code, stdout).toBe(0);
    expect(stdout).not.toContain(PASSPHRASE);
    expect(stdout).toMatch(/"total":1/);
  });
});

describe('a vault that can not be opened', () => {
  const refusedWith = async (message: RegExp): Promise<void> => {
    const refused = await search();
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
    expect(refused.stderr).toMatch(PLAIN);
  };

  it('is told when there is none, and none is made', async () => {
    rmSync(work.path('vault'), { recursive: true });
    await refusedWith(/no (desk|vault|keyring)|not there|missing/i);
    expect(existsSync(work.path('vault'))).toBe(false);
  });

  it('is told when its keyring is damaged, and opens again with the keyring from a backup', async () => {
    const path = work.path('vault', 'keyring.json');
    const whole = readFileSync(path);
    for (const damage of [whole.subarray(0, 200), Buffer.from('{}'), flipped(whole, whole.length >> 1), Buffer.alloc(0)]) {
      writeFileSync(path, damage);
      await refusedWith(/keyring .*is damaged/);
    }
    writeFileSync(path, whole);
    await nothingLost();
  });

  it('is told when its database is damaged or gone', async () => {
    const path = SESSION_PARTS.vaultDir.paths(work.path('vault')).database;
    const whole = readFileSync(path);
    writeFileSync(path, flipped(whole, 100));
    await refusedWith(/database .* is damaged, or belongs to another vault/);
    rmSync(path);
    await refusedWith(/database .* is missing/);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, whole);
    await nothingLost();
  });

  it('is told when a newer program wrote its database', async () => {
    const { database } = SESSION_PARTS.vaultDir.paths(work.path('vault'));
    const before = readFileSync(database);
    await writeLaterStep();
    const after = readFileSync(database);
    await refusedWith(/newer version of Casewright has used this vault .*Nothing was changed/s);
    expect(readFileSync(database).equals(after)).toBe(true);
    writeFileSync(database, before);
    await nothingLost();
  });

  it('is told when another process has it open, and opens once that is gone', async () => {
    const holder = start(['serve', '--vault', work.path('vault'), '--no-open']);
    const end = ended(holder);
    const [, origin = '', token = ''] = await said(holder, /at (http:\S+?)\/#token=(\S+)/);
    const headers = { origin, 'content-type': 'application/json' };
    const entered = await fetch(`${origin}/api/enter`, { method: 'POST', headers, body: JSON.stringify({ token }) });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { slots } = (JSON.parse(readFileSync(work.path('vault', 'keyring.json'), 'utf8')) as { keyring: { slots: { userId: string }[] } })
      .keyring;
    const unlocked = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify({ call: 'session.unlock', input: { userId: slots[0]?.userId, passphrase: PASSPHRASE } }),
    });
    expect(await unlocked.json()).toMatchObject({ ok: true });
    await refusedWith(new RegExp(`open in another Casewright \\(process ${holder.pid}`));
    const imported = await run(['import', ...work.vault('vault'), work.path('note.txt'), '--json']);
    expect(imported).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('open in another Casewright') });
    holder.kill('SIGKILL');
    await end;
    await nothingLost();
  });

  it.skipIf(process.getuid?.() === 0)('is told when its folder may not be written', async () => {
    chmodSync(work.path('vault'), 0o500);
    try {
      expect(await search()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(PLAIN) });
    } finally {
      chmodSync(work.path('vault'), 0o700);
    }
  });
});

describe('a folder that is no vault', () => {
  it('is refused for a new desk where it is a file, or where one was made before', async () => {
    writeFileSync(work.path('file'), '');
    const refused = await run(['init', ...work.vault('file')]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(PLAIN) });
    const again = await run(['sample', ...work.vault('vault'), '--json']);
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is a desk in') });
    await nothingLost();
  });

  it('gets a desk beside the files that are in it, which stay', async () => {
    mkdirSync(work.path('used'));
    writeFileSync(work.path('used', 'mine.txt'), 'mine');
    const made = await run(['init', ...work.vault('used'), '--json']);
    expect(jsonLines(made).length + (made.code ?? 0)).toBe(1);
    expect(readFileSync(work.path('used', 'mine.txt'), 'utf8')).toBe('mine');
  });
});

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** Notes in the vault's database a migration that only a later program has. */
const writeLaterStep = async (): Promise<void> => {
  const dir = work.path('vault');
  const read = await SESSION_PARTS.keyring.read(dir);
  if (!read.ok) throw new Error(read.failure.message);
  const [slot] = read.value.slots;
  const keys = slot && (await SESSION_PARTS.keyring.openSlot(read.value, slot.userId, PASSPHRASE));
  if (!keys) throw new Error('The passphrase does not open the vault.');
  const { databaseKey } = SESSION_PARTS.vaultKeysOf(keys.vaultKey, read.value.vaultId);
  const opened = await SESSION_PARTS.openDatabase({ path: SESSION_PARTS.vaultDir.paths(dir).database, key: databaseKey, nowMs: 1 });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { db, close } = opened.value;
  await db
    .insertInto('schema_migration' as never)
    .values({ position: 9_999, name: '9999-of-later', applied_at_ms: 1 })
    .execute();
  await close();
};
