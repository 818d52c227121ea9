import type { Session } from 'electron';
import { isFromOrigin, type PageOrigin } from './app-origin.ts';

/** All the page may do beyond drawing itself: put text on the clipboard after a click. It may not read it. */
const ALLOWED = 'clipboard-sanitized-write';

/** Denies every permission but one, in both of Electron's handlers and for devices. */
export function denyPermissions(session: Session, origin: PageOrigin): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && isPermitted(permission, details.requestingUrl, origin));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, _requestingOrigin, details) =>
      // The origin that is passed is "null" for our scheme: the URL tells.
      details.isMainFrame && isPermitted(permission, details.requestingUrl ?? '', origin),
  );
  session.setDevicePermissionHandler(() => false);
}

function isPermitted(permission: string, requestingUrl: string, origin: PageOrigin): boolean {
  return permission === ALLOWED && isFromOrigin(requestingUrl, origin);
}
