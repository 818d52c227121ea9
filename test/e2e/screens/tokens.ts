import type { Locator, Page } from '@playwright/test';

type Operation = 'Introspect' | 'Verify signature' | 'Revoke' | 'Compare…';

/** What is done with tokens: in the result, in the panel with all of them, and in the one that repeats a request. */
export class TokensScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get introspection(): Locator {
    return this.#region('Introspection');
  }

  get revocation(): Locator {
    return this.#region('Revocation');
  }

  /** The panel with every token of the workspace. */
  get shelf(): Locator {
    return this.#page().getByRole('dialog', { name: 'Tokens' });
  }

  get shelved(): Locator {
    return this.shelf.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  }

  get comparison(): Locator {
    return this.#region('Comparison of two tokens');
  }

  get staleQuestion(): Locator {
    return this.#page().getByRole('alert', { name: 'Stale token' });
  }

  get renewal(): Locator {
    return this.#region('Renewed token');
  }

  get repeatPanel(): Locator {
    return this.#page().getByRole('dialog', { name: /^Repeat the / });
  }

  get repeatResults(): Locator {
    return this.repeatPanel.getByRole('region', { name: 'Results' });
  }

  /** Presses a button of the token at hand. */
  async do(operation: Operation): Promise<void> {
    await this.#region('Result').getByRole('button', { name: operation, exact: true }).first().click();
  }

  async openShelf(): Promise<void> {
    const current = this.#region('Tokens').locator('[aria-current]');
    await current.click({ button: 'right' });
    await this.#page().getByRole('menuitem', { name: 'Compare…' }).click();
  }

  async openRepeat(of: 'token request' | 'API call'): Promise<void> {
    await this.#page().getByRole('button', { name: 'More ways to run' }).click();
    await this.#page()
      .getByRole('menuitem', { name: new RegExp(`^Repeat the ${of}`) })
      .click();
  }

  async repeat(requests: number, atOnce: number): Promise<void> {
    await this.repeatPanel.getByLabel('Requests', { exact: true }).fill(String(requests));
    await this.repeatPanel.getByLabel('Concurrency').fill(String(atOnce));
    await this.repeatPanel.getByRole('button', { name: 'Start' }).click();
  }

  #region(name: string): Locator {
    return this.#page().getByRole('region', { name, exact: true });
  }
}
