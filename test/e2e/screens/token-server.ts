import { createServer } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import { ClientsScreen } from './clients.ts';
import { FaultsScreen } from './faults.ts';

/** The token server page, by its roles and labels. Open it first. */
export class TokenServerScreen {
  readonly clients: ClientsScreen;
  readonly faults: FaultsScreen;
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
    this.clients = new ClientsScreen(page);
    this.faults = new FaultsScreen(page);
  }

  get status(): Locator {
    return this.#page().locator('main').getByRole('status').first();
  }

  get failure(): Locator {
    return this.#page().locator('main').getByRole('alert');
  }

  /** The log's rows, the newest first. */
  get logRows(): Locator {
    return this.#log.getByRole('option');
  }

  /** The selected row, whole. */
  get logDetail(): Locator {
    return this.#page().getByRole('complementary', { name: 'Request in detail' });
  }

  get #log(): Locator {
    return this.#page().getByRole('listbox', { name: 'Requests' });
  }

  async open(): Promise<void> {
    await this.#page()
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('button', { name: 'Token server' })
      .click();
  }

  async showTab(name: 'Overview' | 'Clients' | 'Faults' | 'Settings' | 'Request log'): Promise<void> {
    await this.#page().getByRole('tab', { name }).click();
  }

  async setPort(port: number): Promise<void> {
    const field = this.#page().getByLabel('Port', { exact: true });
    await field.fill(String(port));
    await field.press('Enter');
  }

  async setScheme(scheme: 'HTTPS' | 'HTTP'): Promise<void> {
    await this.#page().getByText(scheme, { exact: true }).click();
  }

  /** Starts it on a port of its own, because tests run side by side. Returns its base URL. */
  async start(port?: number): Promise<string> {
    const own = port ?? (await freePort());
    await this.open();
    await this.setPort(own);
    await this.#page().getByRole('button', { name: 'Start server' }).click();
    await expect(this.status).toContainText('Running at ');
    return `https://localhost:${own}`;
  }

  /** The same, where an earlier test of the same app may have done so. */
  async startUnlessRunning(): Promise<void> {
    await this.open();
    await expect(this.status).toContainText(/Stopped|Running at /);
    if ((await this.status.textContent())?.includes('Stopped')) await this.start();
  }

  async stop(): Promise<void> {
    await this.#page().getByRole('button', { name: 'Stop server' }).click();
    await expect(this.status).toContainText('Stopped');
  }
}

/**
 * A port that nobody listens on, and that nobody is given meanwhile: below the range from which systems take ports for
 * outgoing connections, and in a range of this worker's own.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    nextPort += 3;
    if (await isFree(nextPort)) return nextPort;
  }
}

const PORTS_PER_WORKER = 2_000;
let nextPort =
  20_000 +
  (Number(process.env.TEST_PARALLEL_INDEX ?? 0) % 6) * PORTS_PER_WORKER +
  Math.floor(Math.random() * (PORTS_PER_WORKER / 2));

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
