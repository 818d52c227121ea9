/** Runs in the page: puts the measurements there as `window.probes`. Each resolves to milliseconds. */
export function installProbes() {
  const rail = (name) =>
    [...document.querySelectorAll('nav[aria-label="Pages"] button')].find(
      (each) => each.textContent === name,
    );
  const list = () => document.querySelector('[role="listbox"][aria-label="Exchanges"]');
  const status = () => document.querySelector('main [role="status"]')?.textContent ?? '';

  /** From the action until the frame after the condition holds has begun: then it is on the screen. */
  async function time(action, isDone) {
    const started = performance.now();
    action();
    for (;;) {
      await new Promise(requestAnimationFrame);
      if (isDone()) break;
      if (performance.now() - started > 20_000) throw new Error('The page did not get there');
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - started;
  }

  function type(text) {
    const field = document.querySelector('input[aria-label="Search the history"]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  window.probes = {
    async list() {
      const started = performance.now();
      const list = await window.credence.invoke('history.list', undefined);
      JSON.parse(list.value);
      return performance.now() - started;
    },
    open: () =>
      time(
        () => rail('History').click(),
        () => list()?.querySelector('[role="option"]'),
      ),
    leave: () =>
      time(
        () => rail('Flow').click(),
        () => document.querySelector('[data-flow-card]'),
      ),
    search(text) {
      const seen = () => `${status()} ${list()?.querySelector('[role="option"]')?.id}`;
      const before = seen();
      const isDone = () => (text === '' ? !status().includes(' of ') : seen() !== before);
      return time(() => type(text), isDone);
    },
    inspect(row) {
      const option = list().querySelectorAll('[role="option"]')[row];
      const shown = () => document.querySelector('aside[aria-label="Inspector"] [role="tabpanel"]');
      const before = shown();
      return time(
        () => option.click(),
        () => shown() && shown() !== before,
      );
    },
    closeInspector() {
      document.querySelector('[aria-label="Close the inspector"]').click();
    },
    /** Lengths of the frames while the list goes by, a screenful each 50 ms; then from end to end in two seconds. */
    async scroll() {
      const element = list();
      const lengths = [];
      let last = await new Promise(requestAnimationFrame);
      const frame = async () => {
        const now = await new Promise(requestAnimationFrame);
        lengths.push(now - last);
        last = now;
      };
      for (let step = 0; step < 120; step += 1) {
        element.scrollTop += element.clientHeight / 3;
        await frame();
      }
      for (let step = 0; step <= 120; step += 1) {
        element.scrollTop = (element.scrollHeight * step) / 120;
        await frame();
      }
      return lengths;
    },
  };
}
