import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, APP_URL } from '../../../../electron/security/app-origin.ts';
import { denyPermissions } from '../../../../electron/security/permissions.ts';

type Details = { isMainFrame: boolean; requestingUrl: string };
type RequestHandler = (
  contents: null,
  permission: string,
  callback: (granted: boolean) => void,
  details: Details,
) => void;
type CheckHandler = (contents: null, permission: string, origin: string, details: Details) => boolean;

/** Asks both of Electron's ways; they must agree. */
function ask(permission: string, details: Details): boolean {
  let request: RequestHandler | undefined;
  let check: CheckHandler | undefined;
  const session = {
    setPermissionRequestHandler: (handler: RequestHandler) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler: CheckHandler) => {
      check = handler;
    },
    setDevicePermissionHandler: () => {},
  };
  denyPermissions(session as unknown as Session, APP_ORIGIN);
  const answers: (boolean | undefined)[] = [];
  request?.(null, permission, (granted) => answers.push(granted), details);
  answers.push(check?.(null, permission, 'null', details));
  expect(answers).toHaveLength(2);
  expect(answers[0]).toBe(answers[1]);
  return answers[0] === true;
}

const PAGE = { isMainFrame: true, requestingUrl: APP_URL };

describe('denyPermissions', () => {
  it('lets our page write to the clipboard', () => {
    expect(ask('clipboard-sanitized-write', PAGE)).toBe(true);
  });

  it.each([
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'media',
    'midi',
    'notifications',
    'openExternal',
    'pointerLock',
    'local-network-access',
    'unknown',
  ])('denies our page %s', (permission) => {
    expect(ask(permission, PAGE)).toBe(false);
  });

  it.each<[string, Details]>([
    ['another page', { isMainFrame: true, requestingUrl: 'https://example.com/' }],
    ['another host of our scheme', { isMainFrame: true, requestingUrl: 'app://evil/' }],
    ['a frame in our page', { isMainFrame: false, requestingUrl: APP_URL }],
    ['nobody in particular', { isMainFrame: true, requestingUrl: '' }],
  ])('denies even the clipboard to %s', (_name, details) => {
    expect(ask('clipboard-sanitized-write', details)).toBe(false);
  });
});
