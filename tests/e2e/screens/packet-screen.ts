import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** The packets, and where they go. */
export class PacketScreen {
  private readonly page: Page;
  private readonly frame: Frame;
  constructor(page: Page) {
    this.page = page;
    this.frame = new Frame(page);
  }

  /** Saves the organisation's root certificate, as a verifier outside gets it. */
  async saveRoot(path: string): Promise<void> {
    const download = this.page.waitForEvent('download');
    await this.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/artifacts/root.pem';
      link.download = 'root.pem';
      link.click();
    });
    await (await download).saveAs(path);
  }

  /** Sets an intake server as the target and pins the certificate of its receipts. */
  async setIntake(url: string, certificatePath: string): Promise<void> {
    await this.frame.go('Settings');
    await this.page.getByRole('row', { name: 'Outbox' }).click();
    await this.page.getByRole('radio', { name: /An intake server/ }).press('Space');
    await this.page.getByLabel('Address').fill(url);
    await this.page.getByLabel('Receipt certificate', { exact: true }).fill(readFileSync(certificatePath, 'utf8'));
    await this.page.getByRole('button', { name: /^Save/ }).click();
    await this.page.getByText('The outbox has its place').first().waitFor();
  }

  async seal(number: string): Promise<void> {
    await this.frame.go('Packets');
    await this.page.getByRole('row', { name: new RegExp(number) }).click();
    await this.page.keyboard.press('Control+Enter');
    await this.page.getByText('Sealed and verified', { exact: true }).waitFor({ timeout: 60_000 });
  }

  async tryNow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try now' }).click();
  }

  async saveCopy(number: string, folder: string): Promise<string> {
    await this.frame.go('Packets');
    await this.page.getByRole('row', { name: new RegExp(number) }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Save a copy' }).click();
    const file = await download;
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  }

  /** Gives a packet file to the check of strangers' packets. */
  async check(path: string): Promise<void> {
    await this.page.getByRole('button', { name: /Check a packet file/ }).click();
    await this.page.getByLabel('Packet file', { exact: true }).setInputFiles(path);
  }
}
