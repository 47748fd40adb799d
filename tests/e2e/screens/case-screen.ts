import type { Locator, Page } from '@playwright/test';

/** A case with its tabs. */
export class CaseScreen {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a case by its number, through the palette. */
  async open(number: string): Promise<void> {
    await this.page.keyboard.press('Control+K');
    await this.page.getByRole('dialog').getByRole('combobox').or(this.page.getByRole('dialog').getByRole('searchbox')).first().fill(number);
    await this.page.getByRole('dialog').getByText(number).first().click();
    await this.page.getByRole('tab', { name: 'Overview' }).waitFor();
  }

  async number(): Promise<string> {
    await this.page.getByRole('tab', { name: 'Overview' }).waitFor();
    return (
      await this.page
        .getByText(/^[A-Z]{2}-\d{4}-\d{4}$/)
        .first()
        .innerText()
    ).trim();
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  async find(words: string): Promise<void> {
    const field = this.page.getByRole('searchbox', { name: 'Find in the document' });
    await field.fill(words);
    await field.press('Enter');
    await this.hits().first().waitFor();
  }

  hits(): Locator {
    return this.page.locator('li[data-claim^="hit:"]').getByRole('button');
  }

  /** Makes something of the hit that is shown, by its key, and fills the form. */
  async makeFromHit(kind: 'Fact' | 'Timeline entry' | 'Note', fields: Readonly<Record<string, string>>): Promise<void> {
    await this.hits().first().click();
    await this.page.keyboard.press({ Fact: 'f', 'Timeline entry': 't', Note: 'n' }[kind]);
    const form = this.page.getByRole('form', { name: new RegExp(`^${kind} from`) });
    await form.waitFor();
    for (const [label, text] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(text);
    // The desk reads the time in the words; a person sees what it read before going on.
    if (kind === 'Timeline entry') await form.getByText(/^Read as /).waitFor();
    await this.page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'hidden' });
  }

  /** Selects words of the page with the mouse, as a person does. */
  async selectWords(words: string): Promise<void> {
    const box = await this.page.evaluate((wanted) => {
      for (const span of document.querySelectorAll('.textLayer span')) {
        const at = (span.textContent ?? '').indexOf(wanted);
        const text = span.firstChild;
        if (at < 0 || !text) continue;
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + wanted.length);
        span.scrollIntoView({ block: 'center' });
        const { left, right, top, height } = range.getBoundingClientRect();
        return { left, right, middle: top + height / 2 };
      }
      return null;
    }, words);
    if (!box) throw new Error(`“${words}” is on no page that is drawn`);
    await this.page.mouse.move(box.left + 1, box.middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.right - 1, box.middle, { steps: 8 });
    await this.page.mouse.up();
  }

  /** Gives every open item the same answer. */
  async answerItems(answer: string): Promise<void> {
    await this.page.getByRole('button', { name: /Answer to item 1$/ }).waitFor();
    const items = await this.page.getByRole('button', { name: /Answer to item \d+$/ }).count();
    for (let item = 1; item <= items; item += 1) {
      const select = this.page.getByRole('button', { name: new RegExp(`Answer to item ${item}$`) });
      await select.click();
      await this.page.getByRole('option', { name: answer, exact: true }).click();
      await select.filter({ hasText: answer }).waitFor();
    }
  }
}
