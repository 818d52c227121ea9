import type { Locator } from '@playwright/test';

/**
 * A locator of something that may be folded away: whatever is done with it, or expected of it, first opens its place, as a
 * person would. What is found below it opens the same way.
 */
export function opening(locator: Locator, open: () => Promise<void>): Locator {
  return new Proxy(locator, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      const call = (args: unknown[]): unknown => member.apply(target, args);
      if (!WAITS.has(String(property))) {
        return (...args: unknown[]) => {
          const result = call(args);
          return isLocator(result) ? opening(result, open) : result;
        };
      }
      return async (...args: unknown[]) => {
        await open();
        return call(args);
      };
    },
  });
}

/** What a locator does with the page; `_expect` is what assertions call. */
const WAITS: ReadonlySet<string> = new Set([
  '_expect',
  'blur',
  'boundingBox',
  'check',
  'clear',
  'click',
  'count',
  'dblclick',
  'evaluate',
  'fill',
  'focus',
  'getAttribute',
  'hover',
  'innerText',
  'inputValue',
  'isVisible',
  'press',
  'pressSequentially',
  'textContent',
  'uncheck',
]);

function isLocator(value: unknown): value is Locator {
  return typeof value === 'object' && value !== null && 'getByRole' in value && 'waitFor' in value;
}
