import type { Locator, Page } from '@playwright/test';

/** The keys of the workspace: the field in step 1, and the manager, by their roles and labels. */
export class KeysScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get privateKey(): Locator {
    return this.#page().getByRole('combobox', { name: 'Private key' });
  }

  get clientCertificate(): Locator {
    return this.#page().getByRole('combobox', { name: 'Client certificate' });
  }

  get dialog(): Locator {
    return this.#page().getByRole('dialog');
  }

  /** The public half as a set, as it is to be pasted into a server's configuration. */
  async readJwks(): Promise<unknown> {
    const text = await this.dialog.getByRole('region', { name: /^JWKS of / }).innerText();
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
  }
}
