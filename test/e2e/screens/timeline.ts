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

  exchange(name: RegExp): Locator {
    return this.list.getByRole('option', { name });
  }
}
