import { expect, type Locator, type Page } from '@playwright/test';

/** The manager of variables and the switcher of environments, by their roles and labels. */
export class VariablesScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page().getByRole('dialog', { name: 'Variables' });
  }

  get environment(): Locator {
    return this.#page().getByRole('button', { name: /^Environment (?!none:)/ });
  }

  /** What keeps the request of step 2 or 3 from being sent. */
  get missing(): Locator {
    return this.#page().getByRole('region', { name: 'Variables without a value' });
  }

  value(name: string, environment: string): Locator {
    return this.dialog.getByLabel(`Value of ${name} in ${environment}`);
  }

  async open(): Promise<void> {
    await this.#page()
      .getByRole('button', { name: /^Environment none: variables/ })
      .click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
  }

  async switchTo(environment: string): Promise<void> {
    await this.environment.click();
    await this.#page().getByRole('menuitem', { name: environment, exact: true }).click();
  }

  /** Names the environments from left to right; those that are missing are added. */
  async nameEnvironments(...names: readonly string[]): Promise<void> {
    const fields = this.dialog.getByLabel('Name of the environment');
    for (const [index, name] of names.entries()) {
      if (index >= (await fields.count())) {
        await this.dialog.getByRole('button', { name: 'Add environment' }).click();
        await expect(this.dialog.getByLabel('Name of the environment').last()).toBeFocused();
      }
      await fields.nth(index).fill(name);
    }
  }

  /** Adds a variable and types its name, as far as it is one. */
  async add(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add variable' }).click();
    await this.#page().keyboard.type(name);
    await this.#page().keyboard.press('Tab');
  }
}
