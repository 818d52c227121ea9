import { expect, type Locator, type Page } from '@playwright/test';

/** The token server page's Clients tab, and its editor. */
export class ClientsScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get list(): Locator {
    return this.#page().getByRole('list', { name: 'Clients of the token server' });
  }

  get pending(): Locator {
    return this.#page().getByRole('region', { name: 'Pending changes' });
  }

  /** What a commit would do, a client each. */
  get changes(): Locator {
    return this.pending.getByRole('list', { name: 'Pending changes' }).locator(':scope > li');
  }

  get editor(): Locator {
    return this.#page().getByRole('form', { name: 'Client' });
  }

  client(clientId: string): Locator {
    return this.list
      .getByRole('listitem')
      .filter({ has: this.#page().getByRole('button', { name: `Edit ${clientId}`, exact: true }) });
  }

  async startNew(clientId: string): Promise<void> {
    await this.#page().getByRole('button', { name: 'New client' }).click();
    await this.editor.getByLabel('Client ID').fill(clientId);
  }

  async edit(clientId: string): Promise<void> {
    await this.#page()
      .getByRole('button', { name: `Edit ${clientId}`, exact: true })
      .click();
  }

  /** Of the menu behind a client's three dots. */
  async choose(clientId: string, item: 'Duplicate…' | 'Disable' | 'Enable' | 'Delete'): Promise<void> {
    await this.#page()
      .locator('main')
      .getByRole('button', { name: `More for ${clientId}`, exact: true })
      .click();
    await this.#page().getByRole('menuitem', { name: item }).click();
  }

  /** Makes a secret in the editor, and reads it while it is shown. */
  async makeSecret(button: 'Generate a secret' | 'Reset secret'): Promise<string> {
    await this.editor.getByRole('button', { name: button }).click();
    const shown = this.editor.getByRole('textbox', { name: 'Client secret' });
    await expect(shown).toHaveValue(/^[\w-]{43}$/);
    return shown.inputValue();
  }

  async addScope(scope: string): Promise<void> {
    await this.editor.getByLabel('New scope').fill(scope);
    await this.editor.getByLabel('New scope').press('Enter');
  }

  async keep(): Promise<void> {
    await this.editor.getByRole('button', { name: /^(Add client|Keep changes)$/ }).click();
  }

  async commit(): Promise<void> {
    await this.pending.getByRole('button', { name: 'Commit' }).click();
    await expect(this.#page().getByText(/^Committed\./)).toBeVisible();
  }
}
