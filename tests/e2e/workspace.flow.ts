import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'src/main/cli.ts');
const PASSPHRASE = 'plenty of words for a test';

/** A sample desk of its own, served by the real loopback host. */
const startDesk = async (): Promise<{ readonly address: string; readonly stop: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-workspace-'));
  const file = join(folder, 'passphrase');
  writeFileSync(file, PASSPHRASE);
  const made = spawnSync(process.execPath, [CLI, 'sample', '--vault', join(folder, 'vault'), '--passphrase-file', file, '--json'], {
    cwd: ROOT,
  });
  if (made.status !== 0) throw new Error(String(made.stderr));
  const served: ChildProcess = spawn(process.execPath, [CLI, 'serve', '--vault', join(folder, 'vault'), '--no-open'], { cwd: ROOT });
  const address = await new Promise<string>((resolve, reject) => {
    served.stdout?.on('data', (chunk) => {
      const found = /http:\S+/.exec(String(chunk))?.[0];
      if (found) resolve(found);
    });
    served.on('exit', () => reject(new Error('the desk ended before it was ready')));
  });
  const stop = (): void => {
    served.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, stop };
};

/** The case workspace as a person sees it. */
class Workspace {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(address: string, caseNumber: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByText('Ines Example').first().click();
    await this.page.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
    await this.page.keyboard.press('Enter');
    await this.page.getByText(caseNumber).first().click();
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { level: 1, name: caseNumber })).toBeVisible();
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  line(words: string): Locator {
    return this.page.locator('.textLayer span', { hasText: words }).first();
  }

  flag(label: string): Locator {
    return this.page.locator('[data-flag]', { hasText: new RegExp(`^${label}$`) });
  }

  get pages(): Locator {
    return this.page.getByRole('region', { name: /^Pages of/ });
  }

  /** Drags over a line of print from its first to its last letter. */
  async select(words: string): Promise<void> {
    const box = await this.line(words).boundingBox();
    if (!box) throw new Error(`“${words}” is not on the page`);
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + 1, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width - 1, y, { steps: 6 });
    await this.page.mouse.up();
  }

  async expectNothingSerious(where: string): Promise<void> {
    const found = await new AxeBuilder({ page: this.page }).analyze();
    expect(
      found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html ?? ''}`),
    ).toEqual([]);
  }
}

test('a case is worked on a real PDF: facts confirmed by key, words found, a selection made a fact that lies where it was selected', async ({
  page,
}) => {
  const desk = await startDesk();
  try {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const workspace = new Workspace(page);
    await workspace.open(desk.address, 'RC-2026-0001');

    await test.step('the one next action leads to the first fact to confirm, drawn to its place by a thread', async () => {
      await page.keyboard.press('Control+Enter');
      const chosen = page.locator('[data-claim^="fact:"] [aria-pressed="true"]');
      await expect(chosen).toBeVisible();
      await expect(page.locator('svg path').first()).toBeAttached();
      const next = page.getByRole('button', { name: /^Confirm \d+ facts/ });
      const count = async (): Promise<number> => Number(/\d+/.exec((await next.textContent()) ?? '')?.[0]);
      const before = await count();
      await page.keyboard.press('Enter');
      await expect(page.getByText(/ confirmed$/).first()).toBeVisible();
      await expect.poll(count).toBe(before - 1);
      await page.getByRole('button', { name: 'Undo' }).first().click();
      await expect.poll(count).toBe(before);
    });
    await workspace.expectNothingSerious('facts');

    await test.step('words are found and walked by F3', async () => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('lighthouse');
      await expect(page.getByText(/^4$/).last()).toBeVisible();
      await page.keyboard.press('Enter');
      await page.keyboard.press('F3');
      await expect(page.getByText('2 of 4')).toBeVisible();
      await page.keyboard.press('Shift+F3');
      await expect(page.getByText('1 of 4')).toBeVisible();
    });
    await workspace.expectNothingSerious('hits');

    await test.step('a hit becomes a note without a mouse', async () => {
      await workspace.pages.focus();
      await page.keyboard.press('n');
      await page.keyboard.type('Compare with the registration.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Note N2 made')).toBeVisible();
      await expect(workspace.flag('N2')).toBeVisible();
    });

    await test.step('a selection becomes a fact whose mark lies on the selected words, also when the page is turned and enlarged', async () => {
      await workspace.select('copyright-agent@example.com');
      await page.keyboard.press('f');
      await expect(page.getByRole('heading', { name: 'Fact' })).toBeVisible();
      await page.keyboard.press('Enter');
      const toast = page.getByText(/^Fact F\d+ made and confirmed$/);
      await expect(toast).toBeVisible();
      const label = /F\d+/.exec((await toast.textContent()) ?? '')?.[0] ?? '';
      const flag = workspace.flag(label);
      await expect(flag).toBeVisible();
      const gap = async (): Promise<number> => {
        const [mark, words] = await Promise.all([
          page.locator('.pageMarks i[class*="chosen"]').first().boundingBox(),
          workspace.line('copyright-agent@example.com').boundingBox(),
        ]);
        if (!mark || !words) return Number.POSITIVE_INFINITY;
        return Math.max(
          Math.abs(mark.x + mark.width / 2 - (words.x + words.width / 2)),
          Math.abs(mark.y + mark.height / 2 - (words.y + words.height / 2)),
        );
      };
      await expect.poll(gap).toBeLessThan(8);
      await page.getByRole('button', { name: 'Turn a quarter to the right' }).click();
      await expect.poll(gap).toBeLessThan(8);
      await page.getByRole('button', { name: 'Larger' }).click();
      await expect.poll(gap).toBeLessThan(10);
    });

    await test.step('overview, timeline, decisions and activity show the case', async () => {
      await workspace.tab('Overview').click();
      await expect(page.getByRole('heading', { name: 'What the papers say' })).toBeVisible();
      await workspace.expectNothingSerious('overview');
      await workspace.tab('Timeline').click();
      await page.keyboard.press('j');
      await expect(page.getByRole('heading', { name: 'Entry T1' })).toBeVisible();
      await workspace.expectNothingSerious('timeline');
      await workspace.tab('Decisions').click();
      await page.keyboard.press('n');
      await page.getByRole('button', { name: 'Record decision' }).click();
      await expect(page.getByText('Name the policy this rests on.')).toBeVisible();
      await expect(page.getByText('Say why, as a reader of the packet would need it.')).toBeVisible();
      await page.keyboard.press('Escape');
      await workspace.tab('Activity').click();
      await expect(page.getByText(/^Wrote note N2$/)).toBeVisible();
      await workspace.expectNothingSerious('activity');
    });
    expect(problems).toEqual([]);
  } finally {
    desk.stop();
  }
});
