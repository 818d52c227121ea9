import { expect, type Locator, type Page } from '@playwright/test';

/** The History page and the inspector, by their roles and labels. */
export class HistoryScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get list(): Locator {
    return this.#page().getByRole('listbox', { name: 'Exchanges' });
  }

  /** The newest first. */
  get rows(): Locator {
    return this.list.getByRole('option');
  }

  get search(): Locator {
    return this.#page().getByLabel('Search the history');
  }

  /** Beside the list, or over another page. */
  get inspector(): Locator {
    return this.#page().getByLabel('Inspector', { exact: true });
  }

  get panel(): Locator {
    return this.inspector.getByRole('tabpanel');
  }

  get comparison(): Locator {
    return this.#page().getByRole('region', { name: 'Comparison' });
  }

  async open(): Promise<void> {
    await this.#page()
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('button', { name: 'History' })
      .click();
  }

  async showTab(name: string): Promise<void> {
    await this.inspector.getByRole('tab', { name, exact: true }).click();
  }

  async filterByOutcome(outcome: 'All' | 'OK' | 'Refused' | 'Failed'): Promise<void> {
    await this.#page()
      .getByRole('radiogroup', { name: 'Outcome' })
      .getByText(outcome, { exact: true })
      .click();
  }

  /** Selects two rows, the second one added to the first, and compares them. */
  async compare(first: number, second: number): Promise<void> {
    await this.rows.nth(first).click();
    await this.rows.nth(second).click({ modifiers: ['ControlOrMeta'] });
    await this.#page().getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(this.comparison).toBeVisible();
  }
}
