import type { Locator, Page } from '@playwright/test';

type Operation = 'Introspect' | 'Verify' | 'Revoke' | 'Compare…' | 'Use in Call API';

/** What is done with tokens: in card 3, in the panel with all of them, and in the one that repeats a request. */
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
    await this.#page()
      .getByRole('group', { name: 'Do with the token' })
      .getByRole('button', { name: operation, exact: true })
      .click();
  }

  async openShelf(): Promise<void> {
    await this.#page()
      .getByRole('button', { name: /^\d+ tokens?$/ })
      .click();
  }

  async openRepeat(of: 'token request' | 'API call'): Promise<void> {
    const menu = of === 'token request' ? 'More ways to run the request' : 'More ways to run the call';
    await this.#page().getByRole('button', { name: menu }).click();
    await this.#page().getByRole('menuitem', { name: 'Repeat…' }).click();
  }

  async repeat(requests: number, atOnce: number): Promise<void> {
    await this.repeatPanel.getByLabel('Requests', { exact: true }).fill(String(requests));
    await this.repeatPanel.getByLabel('At the same time').fill(String(atOnce));
    await this.repeatPanel.getByRole('button', { name: 'Start' }).click();
  }

  #region(name: string): Locator {
    return this.#page().getByRole('region', { name, exact: true });
  }
}
