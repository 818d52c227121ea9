import { type Browser, chromium, type Page } from '@playwright/test';
import { createAppProtocolHandler } from '../../../electron/app-protocol.ts';
import { APP_URL } from '../../../electron/security/app-origin.ts';
import { CHANNELS, EVENTS } from '../../../shared/ipc/channels.ts';
import type { CredenceApp } from '../app.ts';

/** No server is there: each request is answered from the built page, under the policy that the app serves it with. */
const ORIGIN = 'https://credence.localhost/';

/** Chromium does not know that directive yet: see electron/security/content-security-policy.ts. */
const POLICY_AHEAD = "Unrecognized Content-Security-Policy directive 'webrtc'.";

export interface ChromiumPage {
  readonly page: Page;
  /** What went wrong in it by itself: exceptions, and what the content security policy refused. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const LOOK = { dark: false, sidebar: true, timeline: true, resultShare: 0.463, welcome: false } as const;

/**
 * The built page in a browser of the shipped Electron's branch, with the main process of the app under it:
 * `window.credence` is handed on to the app's own page.
 */
export async function openInChromium(credence: CredenceApp, builtPage: string): Promise<ChromiumPage> {
  const executablePath = process.env.CREDENCE_CHROMIUM;
  if (!executablePath) throw new Error('Run these tests by: npm run test:chromium');
  const browser: Browser = await chromium.launch({ executablePath });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text() !== POLICY_AHEAD) errors.push(message.text());
  });

  const serve = createAppProtocolHandler(builtPage, () => LOOK);
  await page.route(`${ORIGIN}**`, async (route) => {
    const url = route.request().url().replace(ORIGIN, APP_URL);
    const response = await serve(new Request(url, { method: route.request().method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  await handOn(credence.page, page);
  await page.goto(ORIGIN);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return { page, errors, close: () => browser.close() };
}

type Invoke = (channel: string, input: unknown) => Promise<unknown>;
interface Bridge {
  invoke: Invoke;
  on(event: string, listener: (payload: unknown) => void): () => void;
}

/** Calls go from `to` to `from`, which the main process trusts; events come back. */
async function handOn(from: Page, to: Page): Promise<void> {
  await to.exposeFunction('credenceInvoke', (channel: string, input: unknown) => {
    if (!CHANNELS.some((known) => known === channel)) throw new Error(`Unknown channel ${channel}`);
    return from.evaluate(
      ([name, value]) => (window as unknown as { credence: Bridge }).credence.invoke(name, value),
      [channel, input] as const,
    );
  });
  await to.addInitScript(() => {
    const events = new EventTarget();
    const bridge: Bridge = {
      invoke: (channel, input) =>
        (window as unknown as { credenceInvoke: Invoke }).credenceInvoke(channel, input),
      on(event, listener) {
        const take = (told: Event) => listener((told as CustomEvent).detail);
        events.addEventListener(event, take);
        return () => events.removeEventListener(event, take);
      },
    };
    Object.assign(window, { credence: bridge, credenceEvents: events });
  });
  await from.exposeFunction('credenceTell', (event: string, payload: unknown) =>
    to.evaluate(
      ([name, detail]) =>
        (window as unknown as { credenceEvents: EventTarget }).credenceEvents.dispatchEvent(
          new CustomEvent(name, { detail }),
        ),
      [event, payload] as const,
    ),
  );
  await from.evaluate((names) => {
    const { credence, credenceTell } = window as unknown as {
      credence: Bridge;
      credenceTell: (event: string, payload: unknown) => void;
    };
    for (const name of names) credence.on(name, (payload) => credenceTell(name, payload));
  }, EVENTS);
}
