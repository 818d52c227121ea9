/** What a person typed into the port field: a usable port, or the sentence that says why it is not one. */
export type PortInput =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly problem: string };

const HIGHEST_PORT = 65_535;
const FIRST_UNPRIVILEGED_PORT = 1024;

/** Reads a port. 0 is refused: the address is shown and copied, so it has to be known before the server starts. */
export function parsePort(text: string): PortInput {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'Enter a port, for example 8443.' };
  if (!/^\d+$/.test(trimmed)) return { ok: false, problem: 'A port is a whole number, for example 8443.' };
  const port = Number(trimmed);
  if (port < 1 || port > HIGHEST_PORT)
    return { ok: false, problem: `A port is between 1 and ${HIGHEST_PORT}.` };
  return { ok: true, port };
}

/** A hint, not an error: it may be allowed on this machine. */
export function portAdvice(port: number): string | null {
  return port < FIRST_UNPRIVILEGED_PORT
    ? `Most systems let only an administrator use ports below ${FIRST_UNPRIVILEGED_PORT}.`
    : null;
}
