import { expect, type Page } from '@playwright/test';

/** The frame around every screen. */
export class Frame {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Goes to an area by the rail. */
  async go(area: 'Intake' | 'Cases' | 'Review' | 'Packets' | 'Insights' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Areas' }).getByRole('button', { name: area }).click();
    await this.page.getByRole('heading', { name: area, level: 1 }).first().waitFor();
  }

  /** Goes anywhere by the palette. */
  async palette(words: string): Promise<void> {
    await this.page.keyboard.press('Control+K');
    await this.page.getByRole('dialog').getByRole('searchbox').or(this.page.getByRole('dialog').getByRole('combobox')).first().fill(words);
    await this.page.keyboard.press('Enter');
  }

  /** Lets go of files of this machine over the middle of the window, as a person does with the mouse. */
  async dropFiles(paths: readonly string[]): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 800 };
    const client = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      client.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
    await drag('dragEnter');
    // Lets go only once the window says that it takes them, as a person would.
    await expect(async () => {
      await drag('dragOver');
      await expect(this.page.getByText('Let go to bring these in')).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    await drag('dragOver');
    await drag('drop');
    await client.detach();
  }

  /** Locks the desk and signs in as someone else. */
  async signInAs(name: string, passphrase: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+L');
    await this.page.getByText(name, { exact: true }).first().click();
    await this.page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('navigation', { name: 'Areas' }).waitFor();
  }
}
