import type { Locator, Page } from '@playwright/test';

/** What the session sent and received, under request and result. */
export class TimelineScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get area(): Locator {
    return this.#page().getByRole('region', { name: 'Timeline' });
  }

  get list(): Locator {
    return this.area.getByRole('listbox', { name: 'Exchanges of this session' });
  }

  get exchanges(): Locator {
    return this.list.getByRole('option');
  }

  /** The pale pair behind the last exchange. */
  get next(): Locator {
    return this.area.getByRole('button', { name: /^Next: / });
  }

  /** How many exchanges it lists, those out of sight included. Only those in sight are in the page. */
  async count(): Promise<number> {
    if ((await this.exchanges.count()) === 0) return 0;
    return Number(await this.exchanges.last().getAttribute('aria-setsize'));
  }

  exchange(name: RegExp): Locator {
    return this.list.getByRole('option', { name });
  }
}
