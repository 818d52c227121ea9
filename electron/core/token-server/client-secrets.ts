import { randomUUID } from 'node:crypto';
import type { KeptSecret, ServerClientView } from '../../../shared/token-server/client-view.ts';

/** A secret that was just made for a client of the token server. */
export interface MadeSecret {
  /** What the page says for it from now on. */
  readonly ticket: string;
  /** To be shown, this once; null for one that the person entered. */
  readonly secret: string | null;
}

/** A person who makes more without a commit has long lost the first one. */
const TICKET_LIMIT = 200;

/**
 * Secrets of the token server's clients while they are plain: from when they are made until they are committed, and then
 * in memory until the Flow has taken them over, the app ends, or the client gets another one. At rest there is a hash;
 * only for `client_secret_jwt` a sealed secret, because the server must be able to read that.
 */
export class ClientSecrets {
  /** The token server's, where the key that seals is kept. */
  readonly #folder: string;
  readonly #byTicket = new Map<string, string>();
  readonly #byClient = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What must not be in a log. */
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

  /** The secret of a ticket as it is kept for this way to authenticate; null for a ticket that is not known (any more). */
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

  /** The clients are committed: what was made for others is forgotten, and so is the former secret of each. */
  settle(clientIds: readonly string[], tickets: Readonly<Record<string, string>>): void {
    for (const [clientId, ticket] of Object.entries(tickets)) {
      const secret = this.#byTicket.get(ticket);
      if (secret !== undefined) this.#byClient.set(clientId, secret);
    }
    this.#byTicket.clear();
    const left = new Set(clientIds);
    for (const clientId of this.#byClient.keys()) if (!left.has(clientId)) this.#byClient.delete(clientId);
  }

  /** A client's secret for the Flow, if it was made since the app began. It is handed over once. */
  take(clientId: string): string | null {
    const secret = this.#byClient.get(clientId) ?? null;
    this.#byClient.delete(clientId);
    return secret;
  }
}
