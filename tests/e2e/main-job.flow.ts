import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, picture, runCasewright, test } from './host.ts';
import { CaseScreen } from './screens/case-screen.ts';
import { FirstRun } from './screens/first-run.ts';
import { Frame } from './screens/frame.ts';
import { PacketScreen } from './screens/packet-screen.ts';
import { ResponseScreen } from './screens/response-screen.ts';
import { ReviewScreen } from './screens/review-screen.ts';

const PASSPHRASE = 'the paper crane folds twice';
const WARRANT = join(process.cwd(), 'tests/e2e/fixtures/search-warrant.pdf');
const AUTHOR = 'Rae Newcomer-Example';
const SUPERVISOR = 'Tomas Sample';
const EXPORTER = 'Jo Specimen';

test('from a file that arrived to a sealed packet that arrived', async ({ page, desk }) => {
  test.setTimeout(600_000);
  const frame = new Frame(page);
  const onCase = new CaseScreen(page);
  await desk.open(page);

  await test.step('first run: passphrase, recovery key, sample desk', async () => {
    const firstRun = new FirstRun(page);
    await firstRun.choosePassphrase(AUTHOR, 'Flow desk', PASSPHRASE);
    await picture(page, '01-recovery-key');
    await firstRun.saveRecoveryKey();
    await firstRun.openSampleDesk();
    await expect(page.getByRole('heading', { name: 'Cases' })).toBeVisible();
    await picture(page, '02-cases');
  });

  await test.step('drags a warrant in; the same file again is recognised', async () => {
    await frame.go('Intake');
    await frame.dropFiles([WARRANT]);
    await expect(page.getByRole('row', { name: /search-warrant/ })).toBeVisible();
    await expect(page.getByRole('region', { name: /Pages of search-warrant/ })).toBeVisible();
    await picture(page, '03-intake');
    // The second time by the button: a browser driven from outside may open a dropped PDF itself.
    await page.locator('input[type="file"]').first().setInputFiles(WARRANT);
    await expect(page.getByText(/same bytes are here already|Already here|duplicate/i).first()).toBeVisible();
  });

  let number = '';
  await test.step('opens a case on it: suggestions with their places, confirmed by the person', async () => {
    await page
      .getByRole('row', { name: /search-warrant/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Open a case' }).click();
    await expect(page.getByText('SA-25-MJ-00655').first()).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Type of request' })).toHaveValue('Search warrant');
    await page.getByRole('button', { name: /^Confirm all/ }).click();
    await picture(page, '04-open-case');
    await page.keyboard.press('Control+Enter');
    number = await onCase.number();
    expect(number).toMatch(/^LE-\d{4}-\d{4}$/);
    await picture(page, '05-overview');
  });

  await test.step('finds words and jumps to the spot; makes a fact, a note, a timeline entry from the text', async () => {
    await onCase.tab('Documents');
    await onCase.find('ammunition');
    await expect(onCase.hits()).toHaveCount(1);
    await picture(page, '06-find');
    await onCase.find('deleted');
    await onCase.makeFromHit('Note', { Note: 'Deleted records count too if they are still there' });
    await onCase.find('March 3, 2025');
    await onCase.makeFromHit('Timeline entry', { 'What happened': 'Preservation request under 2703(f)' });
    await onCase.find('hillcountry.ammo.supply');
    await onCase.makeFromHit('Fact', {});
    await onCase.selectWords('within 14 days of');
    await expect(page.getByRole('toolbar', { name: 'Make of the selected words' })).toBeVisible();
    await picture(page, '07-marks');
    await page.keyboard.press('Escape');
    await onCase.tab('Timeline');
    await expect(page.getByText('Preservation request under 2703(f)').first()).toBeVisible();
  });

  const response = new ResponseScreen(page);
  await test.step('drafts the response from a template, sees it, edits it, submits it', async () => {
    await onCase.tab('Overview');
    await onCase.answerItems('Produced');
    await onCase.tab('Response');
    await response.draft(/^Response to legal process/);
    await expect(page.getByText('SA-25-MJ-00655').first()).toBeVisible();
    await picture(page, '08-response');
    await response.preview();
    await picture(page, '09-preview');
    await response.edit();
    await response.changeSentence(/diligent search/i, (words) => words.replace('diligent', 'careful'));
    await response.save();
    await response.submit('Ready for a look');
    await picture(page, '10-submitted');
  });

  const review = new ReviewScreen(page);
  await test.step('the author is refused', async () => {
    await review.open(number);
    await expect(review.signOffButton()).toBeDisabled();
    await picture(page, '11-own-work');
  });

  await test.step('the supervisor returns it once, then signs off', async () => {
    await frame.signInAs(SUPERVISOR, PASSPHRASE);
    await review.open(number);
    await expect(review.signOffButton()).toBeDisabled();
    await picture(page, '12-review');
    await review.returnWith('Please say which paper the search answers.');
    await frame.signInAs(AUTHOR, PASSPHRASE);
    await onCase.open(number);
    await onCase.tab('Response');
    await expect(page.getByText('Please say which paper the search answers.').first()).toBeVisible();
    await response.attachSource(/careful search/i, 'SA-25-MJ-00655');
    await response.save();
    await response.submit('Stands on the warrant now');
    await frame.signInAs(SUPERVISOR, PASSPHRASE);
    await review.open(number);
    await review.showChanges();
    await picture(page, '13-changes');
    await review.signOff();
    await picture(page, '14-signed-off');
  });

  const packets = new PacketScreen(page);
  await test.step('export staff seal it with the intake down: it waits', async () => {
    await frame.signInAs(AUTHOR, PASSPHRASE);
    const store = join(desk.folder, 'store');
    const root = join(desk.folder, 'root.pem');
    await packets.saveRoot(root);
    const intake = runCasewright(['intake', '--store', store, '--port', '0', '--root', root]);
    const [, url = '', certificate = ''] = await intake.line(/ready at (http:\S+), its receipt certificate is (\S+)/);
    await intake.stop();
    await packets.setIntake(url, certificate);
    await frame.signInAs(EXPORTER, PASSPHRASE);
    await packets.seal(number);
    await expect(page.getByText(/24 of 24 passed|\d+ of \d+ passed/).first()).toBeVisible();
    await expect(page.getByText(/tries again|not be reached|does not answer/i).first()).toBeVisible();
    await picture(page, '15-waits');

    const again = runCasewright(['intake', '--store', store, '--port', new URL(url).port, '--root', root]);
    await again.line(/ready at/);
    await packets.tryNow();
    await expect(page.getByText('Receipt verified').first()).toBeVisible({ timeout: 60_000 });
    await picture(page, '16-receipted');
    await onCase.open(number);
    await expect(page.getByText('Receipted').first()).toBeVisible();
    await again.stop();
  });

  await test.step('the packet verifies with public tools, outside the app', async () => {
    const zip = await packets.saveCopy(number, desk.folder);
    const verified = execFileSync(
      process.execPath,
      ['dist/main/cli.js', 'verify', zip, '--root', join(desk.folder, 'root.pem'), '--json'],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(verified)).toMatchObject({ valid: true, caseNumber: number });
    await packets.check(zip);
    await expect(page.getByText(/^Valid: /)).toBeVisible();
    await picture(page, '17-checked');
  });
});

test('the guard of the flows notices a program that leaves the machine', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'casewright-guard-')), 'attempts.txt');
  const attempt = spawnSync(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(process.cwd(), 'tests/e2e/loopback-only.mjs')).href,
      '-e',
      "require('node:net').connect(9, '192.0.2.1')",
    ],
    {
      env: { ...process.env, CASEWRIGHT_EGRESS_LOG: log },
    },
  );
  expect(attempt.status).not.toBe(0);
  expect(readFileSync(log, 'utf8')).toContain('connect 192.0.2.1');
});
