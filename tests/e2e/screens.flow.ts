import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { SessionState } from '../../src/contract/session.ts';
import { fakeOpenDesk } from '../renderer/fake-cases.ts';
import { startFakeDesk, type FakeAnswers } from '../renderer/fake-desk.ts';

const WINDOW = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const THEMES = [
  { theme: 'light', contrast: 'standard' },
  { theme: 'dark', contrast: 'standard' },
  { theme: 'light', contrast: 'more' },
  { theme: 'dark', contrast: 'more' },
] as const;

interface Screen {
  readonly name: string;
  readonly answers: FakeAnswers;
  readonly open: (page: Page) => Promise<void>;
}

const open = fakeOpenDesk(Date.now());
const stay = async (): Promise<void> => {};
const area = (name: string) => async (page: Page) => page.getByRole('navigation', { name: 'Areas' }).getByRole('button', { name }).click();
const settings = (part: string) => async (page: Page) => {
  await area('Settings')(page);
  await page.getByRole('row', { name: part }).click();
};
const nobody: SessionState = { vault: 'none', users: [], permissions: [], lockAfterMinutes: 15, host: 'loopback', version: '0.1.0' };
const emptyDesk: FakeAnswers = {
  ...open,
  'cases.list': () => ({ total: 0, rows: [], views: { mine: 0, open: 0, review: 0, toSeal: 0, all: 0 }, horizon: [], ms: 1 }),
  'documents.list': () => ({ total: 0, rows: [] }),
};
const locked: FakeAnswers = {
  'session.state': () => ({
    ...nobody,
    vault: 'locked',
    deskName: 'ATLAS-07',
    users: [{ id: '00000000-0000-4000-8000-000000000900' as never, name: 'Ines Example', roles: ['investigator'] }],
  }),
  'session.unlock': () => ({
    ok: false,
    failure: { kind: 'wrong-passphrase', message: 'Person and passphrase do not fit together. Nothing was changed; try again.' },
  }),
};

const SCREENS: readonly Screen[] = [
  { name: 'first run', answers: { 'session.state': () => nobody }, open: stay },
  {
    name: 'lock screen with a wrong passphrase',
    answers: locked,
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Passphrase' }).fill('not this one');
      await page.keyboard.press('Enter');
      await expect(page.getByText('do not fit together')).toBeVisible();
    },
  },
  {
    name: 'a vault that cannot be opened',
    answers: {
      'session.state': () => ({
        ...nobody,
        vault: 'unusable',
        problem: { kind: 'damaged-keyring', message: 'keyring.json is damaged. Nothing was changed. Restore it from a copy.' },
      }),
    },
    open: async (page) => expect(page.getByText('keyring.json is damaged')).toBeVisible(),
  },
  { name: 'cases', answers: open, open: stay },
  { name: 'no cases', answers: emptyDesk, open: stay },
  {
    name: 'palette',
    answers: open,
    open: async (page) => {
      await expect(page.getByRole('heading', { name: 'Cases' })).toBeVisible();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('account');
      await expect(page.getByText('17 in documents')).toBeVisible();
    },
  },
  {
    name: 'keys',
    answers: open,
    open: async (page) => {
      await expect(page.getByRole('heading', { name: 'Cases' })).toBeVisible();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
  },
  { name: 'empty intake', answers: emptyDesk, open: area('Intake') },
  { name: 'insights', answers: open, open: area('Insights') },
  ...['People', 'Outbox', 'Desk', 'Look', 'Audit trail', 'About'].map((part) => ({
    name: `settings, ${part}`,
    answers: open,
    open: settings(part),
  })),
];

test.describe('every screen of the frame', () => {
  test.skip(!existsSync(WINDOW), 'The window is not built: run npm run build first.');
  for (const screen of SCREENS) {
    test(`${screen.name} has nothing serious for axe in four themes, and keeps the policy`, async ({ browser }) => {
      const desk = await startFakeDesk(WINDOW, screen.answers);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(desk.address);
      await screen.open(page);
      await expect(page.getByRole('main')).toBeVisible();
      const seriousOf = async (axe: AxeBuilder): Promise<readonly string[]> =>
        (await axe.analyze()).violations
          .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
          .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
      expect(await seriousOf(new AxeBuilder({ page }))).toEqual([]);
      // Themes change colours only, so the other rules are not asked again.
      for (const look of THEMES) {
        await page.evaluate((chosen) => Object.assign(document.documentElement.dataset, chosen), look);
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
        expect(await seriousOf(new AxeBuilder({ page }).withRules(['color-contrast'])), JSON.stringify(look)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
      await desk.close();
    });
  }
});
