import type { Locator, Page } from '@playwright/test';

/** The token server page's Faults tab, and what the top bar says of armed faults. */
export class FaultsScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get banner(): Locator {
    return this.#page().getByRole('status', { name: 'Armed faults of the token server' });
  }

  /** In the top bar. */
  get indicator(): Locator {
    return this.#page().getByRole('banner').getByRole('button', { name: /fault/ });
  }

  get armed(): Locator {
    return this.#page().getByRole('list', { name: 'Armed faults' }).getByRole('listitem');
  }

  get spent(): Locator {
    return this.#page().getByRole('list', { name: 'Used faults' }).getByRole('listitem');
  }

  get effect(): Locator {
    return this.#page().getByRole('combobox', { name: 'What goes wrong' });
  }

  async armPreset(label: string): Promise<void> {
    await this.#page()
      .getByRole('region', { name: 'Presets' })
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .click();
  }

  async choose(effect: string): Promise<void> {
    await this.effect.click();
    await this.#page().getByRole('option', { name: effect, exact: true }).click();
  }

  async arm(): Promise<void> {
    await this.#page().getByRole('button', { name: 'Arm fault' }).click();
  }

  async disarmAll(): Promise<void> {
    await this.indicator.click();
    await this.#page().getByRole('button', { name: 'Disarm all' }).click();
  }
}
