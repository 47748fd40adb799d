import type { Page } from '@playwright/test';

/** The first run: passphrase, recovery key, and how to begin. By keyboard alone. */
export class FirstRun {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async choosePassphrase(name: string, desk: string, passphrase: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByLabel('Name of this desk').fill(desk);
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.getByLabel('The same again').fill(passphrase);
    await this.page.keyboard.press('Enter');
  }

  /** The recovery key as it is shown, after saying that it was saved. */
  async saveRecoveryKey(): Promise<string> {
    const key = await this.page.getByLabel(/^Recovery key: /).getAttribute('aria-label');
    await this.page.getByRole('checkbox', { name: /I saved it/ }).press('Space');
    await this.page.getByRole('button', { name: 'Go on' }).press('Enter');
    return (key ?? '').replace('Recovery key: ', '');
  }

  async openSampleDesk(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the sample desk' }).press('Enter');
    await this.page.getByRole('button', { name: 'Go to the cases' }).press('Enter', { timeout: 120_000 });
  }

  async startEmpty(): Promise<void> {
    await this.page.getByRole('radio', { name: /Start empty/ }).press('Space');
    await this.page.getByRole('button', { name: 'Start empty' }).press('Enter');
  }
}
