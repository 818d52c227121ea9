import { randomUUID } from 'node:crypto';
import type { SealedSecret } from '../../../shared/token-server/client-authentication.ts';
import type { KeptSecret, ServerClientView } from '../../../shared/token-server/client-view.ts';

/** A newly generated secret for a token server client. */
export interface MadeSecret {
  /** The page's reference to it. */
  readonly ticket: string;
  /** Shown once; null if the user entered it. */
  readonly secret: string | null;
}

/** Far more than a user generates between two commits. */
const TICKET_LIMIT = 200;

/**
 * Plain secrets of the token server's clients, from generation to commit. After that they stay in memory until the Flow
 * takes them over, the app ends, or the client gets a new one. On disk there is a hash, or a sealed secret for
 * `client_secret_jwt`, which the server must be able to read.
 */
export class ClientSecrets {
  /** The token server's folder, which holds the sealing key. */
  readonly #folder: string;
  readonly #byTicket = new Map<string, string>();
  readonly #byClient = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Secrets to keep out of logs. */
  get known(): readonly string[] {
    return [...this.#byTicket.values(), ...this.#byClient.values()];
  }

  /** @param own a secret of the person's choice; null to make one that nobody can guess. */
  async make(own: string | null): Promise<MadeSecret> {
    const { generateSecret } = await import('../../token-server/clients/generate-secret.ts');
    const secret = own ?? generateSecret();
    const ticket = randomUUID();
    this.#byTicket.set(ticket, secret);
    for (const oldest of this.#byTicket.keys()) {
      if (this.#byTicket.size <= TICKET_LIMIT) break;
      this.#byTicket.delete(oldest);
    }
    return { ticket, secret: own === null ? secret : null };
  }

  has(ticket: string): boolean {
    return this.#byTicket.has(ticket);
  }

  /**
   * The secret of a ticket in the form stored for this authentication method; null for an unknown or expired ticket.
   */
  async protect(
    ticket: string,
    method: ServerClientView['authentication']['method'],
  ): Promise<KeptSecret | null> {
    const secret = this.#byTicket.get(ticket);
    if (secret === undefined) return null;
    if (method === 'client_secret_jwt') {
      const { createSecretVault } = await import('../../token-server/clients/secret-vault.ts');
      return { sealed: await createSecretVault(this.#folder).seal(secret) };
    }
    const { hashSecret } = await import('../../token-server/clients/secret-hash.ts');
    return { hash: await hashSecret(secret) };
  }

  /** The clients are committed: drops unused tickets and the previous secrets of these clients. */
  settle(clientIds: readonly string[], tickets: Readonly<Record<string, string>>): void {
    for (const [clientId, ticket] of Object.entries(tickets)) {
      const secret = this.#byTicket.get(ticket);
      if (secret !== undefined) this.#byClient.set(clientId, secret);
    }
    this.#byTicket.clear();
    const left = new Set(clientIds);
    for (const clientId of this.#byClient.keys()) if (!left.has(clientId)) this.#byClient.delete(clientId);
  }

  /** The plain secret: of the ticket, of this session, or unsealed. Null if only a hash is kept. */
  async read(clientId: string, ticket: string | null, sealed: SealedSecret | null): Promise<string | null> {
    if (ticket !== null) return this.#byTicket.get(ticket) ?? null;
    const known = this.#byClient.get(clientId);
    if (known !== undefined || sealed === null) return known ?? null;
    const { createSecretVault } = await import('../../token-server/clients/secret-vault.ts');
    const vault = createSecretVault(this.#folder);
    await vault.load();
    return vault.open(sealed);
  }

  /** A client's secret for the Flow, if generated in this session. Returned only once. */
  take(clientId: string): string | null {
    const secret = this.#byClient.get(clientId) ?? null;
    this.#byClient.delete(clientId);
    return secret;
  }
}
