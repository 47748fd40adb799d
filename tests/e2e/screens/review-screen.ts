import type { Locator, Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** The review of one case. */
export class ReviewScreen {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(number: string): Promise<void> {
    await new Frame(this.page).go('Review');
    await this.page.getByRole('row', { name: new RegExp(number) }).dblclick();
    await this.signOffButton().waitFor();
  }

  signOffButton(): Locator {
    return this.page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^Sign off/ })
      .or(this.page.getByRole('button', { name: /^Sign off/ }))
      .first();
  }

  async showChanges(): Promise<void> {
    await this.page
      .getByText(/^Changes since/)
      .first()
      .click();
  }

  async returnWith(comment: string): Promise<void> {
    await this.page.keyboard.press('Shift+R');
    await this.page.getByLabel('What has to change').fill(comment);
    await this.page
      .getByRole('alertdialog')
      .or(this.page.getByRole('dialog'))
      .getByRole('button', { name: /^Return/ })
      .click();
    await this.page
      .getByText(/is returned to/)
      .first()
      .waitFor();
  }

  async signOff(): Promise<void> {
    await this.signOffButton().press('Enter');
    await this.page.locator('section').getByRole('button', { name: 'Sign off' }).press('Enter');
    await this.page
      .getByText(/is signed off/)
      .first()
      .waitFor();
  }
}
