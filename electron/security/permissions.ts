import type { Session } from 'electron';
import { isFromOrigin, type PageOrigin } from './app-origin.ts';

/** The page's only permission: write to the clipboard after a click. It may not read it. */
const ALLOWED = 'clipboard-sanitized-write';

/** Denies every other permission, in both of Electron's handlers and for devices. */
export function denyPermissions(session: Session, origin: PageOrigin): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && isPermitted(permission, details.requestingUrl, origin));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, _requestingOrigin, details) =>
      // For our scheme the passed origin is "null": check the URL.
      details.isMainFrame && isPermitted(permission, details.requestingUrl ?? '', origin),
  );
  session.setDevicePermissionHandler(() => false);
}

function isPermitted(permission: string, requestingUrl: string, origin: PageOrigin): boolean {
  return permission === ALLOWED && isFromOrigin(requestingUrl, origin);
}
