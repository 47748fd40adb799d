import type { Page } from '@playwright/test';

/** The Response tab of a case. */
export class ResponseScreen {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async draft(template: RegExp): Promise<void> {
    await this.page.getByRole('grid', { name: 'Templates' }).getByRole('row', { name: template }).first().click();
    await this.page.getByRole('button', { name: /Draft the response/ }).click();
    await this.page.getByRole('button', { name: /^Version 1/ }).waitFor();
  }

  private async view(name: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'How to look at it' }).getByText(name, { exact: true }).click();
  }

  /** The Word file as it is, drawn in the window. */
  async preview(): Promise<void> {
    await this.view('Preview');
    await this.page.getByText('Dear', { exact: false }).first().waitFor();
  }

  async edit(): Promise<void> {
    await this.view('Write');
  }

  /** Chooses the sentence with these words, opens it by a press, and types it anew. */
  async changeSentence(words: RegExp, change: (words: string) => string): Promise<void> {
    const sentence = this.page.locator('[data-sentence]').filter({ hasText: words }).last();
    const before = (await sentence.innerText()).trim();
    await sentence.click();
    const field = this.page.locator('[contenteditable="plaintext-only"]');
    await field.waitFor();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(change(before));
    await this.page.keyboard.press('Enter');
    await field.waitFor({ state: 'hidden' });
  }

  /** Gives a sentence one of the case's confirmed facts to stand on. */
  async attachSource(words: RegExp, fact: string): Promise<void> {
    await this.page.locator('[data-sentence]').filter({ hasText: words }).last().click();
    await this.page.keyboard.press('Escape');
    await this.page
      .getByRole('button', { name: /^Attach (a confirmed|another) fact/ })
      .first()
      .click();
    const dialog = this.page.getByRole('dialog', { name: 'Attach a confirmed fact' });
    await dialog.getByRole('searchbox').fill(fact);
    await dialog.getByRole('row').first().click();
    await dialog.getByRole('button', { name: 'Attach' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.getByRole('button', { name: /^Version \d+$/ }).waitFor();
  }

  async submit(note: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Submit for review/ }).press('Enter');
    await this.page.getByLabel('Note to the supervisor (optional)').fill(note);
    await this.page.getByRole('button', { name: 'Sign and submit' }).click();
    await this.page.getByText(/In review since/).waitFor({ timeout: 60_000 });
  }
}
