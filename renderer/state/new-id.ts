/** A random id for runs, workspaces, clients and rows. */
export function newId(): string {
  return crypto.randomUUID();
}
