import { describe, expect, it } from 'vitest';
import { findRefusedSwitches } from '../../../electron/security/refused-switches.ts';

describe('the switches that a packaged app refuses', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-port', 'remote-debugging-port'],
    ['-remote-debugging-port=0', 'remote-debugging-port'],
    ['--Remote-Debugging-Port=0', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--inspect', 'inspect'],
    ['--inspect=127.0.0.1:9229', 'inspect'],
    ['--inspect-brk=0', 'inspect-brk'],
    ['--inspect_brk=0', 'inspect-brk'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--host-rules=MAP * attacker.example', 'host-rules'],
    ['--host-resolver-rules=MAP * 127.0.0.1', 'host-resolver-rules'],
    ['--disable-web-security', 'disable-web-security'],
    ['--renderer-cmd-prefix=/tmp/x', 'renderer-cmd-prefix'],
    ['--load-extension=/tmp/x', 'load-extension'],
  ])('%s', (argument, name) => {
    expect(findRefusedSwitches(['--tutorial', argument], 'linux')).toEqual([name]);
  });

  it('also has the slash of Windows, and no path of other systems', () => {
    expect(findRefusedSwitches(['/inspect=0'], 'win32')).toEqual(['inspect']);
    expect(findRefusedSwitches(['/inspect'], 'linux')).toEqual([]);
  });

  it('allows harmless switches', () => {
    const args = [
      '--tutorial',
      '--user-data-dir=/tmp/x',
      '--password-store=gnome-libsecret',
      '/a/b.credence.json',
    ];
    expect(findRefusedSwitches([...args, '--', '--inspect'], 'linux')).toEqual([]);
  });
});
