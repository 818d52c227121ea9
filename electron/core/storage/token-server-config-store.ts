import type { AppError } from '../../../shared/errors.ts';
import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { Result } from '../../../shared/result.ts';
import { type ServerClientView, viewClient } from '../../../shared/token-server/client-view.ts';
import { type TokenServerConfig, TokenServerConfigSchema } from '../../../shared/token-server/config.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { DocumentStore } from './document-store.ts';

/** The embedded token server's configuration: its URL and its clients, with hashed secrets. */
export class TokenServerConfigStore {
  readonly #document: DocumentStore<TokenServerConfig>;
  readonly #createDefaults: () => Promise<TokenServerConfig>;
  #config: TokenServerConfig | null = null;

  /** @param createDefaults hashes the demo clients' secret, which takes a moment: called on a first start only. */
  constructor(path: string, createDefaults: () => Promise<TokenServerConfig>) {
    this.#createDefaults = createDefaults;
    this.#document = new DocumentStore(path, {
      title: 'The token server’s configuration',
      version: 1,
      schema: TokenServerConfigSchema,
      migrations: {},
    });
  }

  /** Returns a message for the user, if any. */
  async load(): Promise<AppError | null> {
    const { value, notice } = await this.#document.load();
    if (value) {
      this.#config = value;
      return notice;
    }
    this.#config = await this.#createDefaults();
    const saved = await this.#document.save(this.#config);
    return notice ?? (saved.ok ? null : saved.error);
  }

  get config(): TokenServerConfig {
    if (this.#config === null)
      throw new Error('The token server’s configuration was used before it was loaded');
    return this.#config;
  }

  get settings(): TokenServerSettings {
    const { clients: _, ...settings } = this.config;
    return settings;
  }

  get clients(): readonly ServerClientView[] {
    return this.config.clients.map(viewClient);
  }

  configure(settings: TokenServerSettings): Promise<Result<null, AppError>> {
    return this.#save({ ...this.config, ...settings });
  }

  replaceClients(clients: readonly ServerClient[]): Promise<Result<null, AppError>> {
    return this.#save({ ...this.config, clients: [...clients] });
  }

  #save(config: TokenServerConfig): Promise<Result<null, AppError>> {
    this.#config = config;
    return this.#document.save(config);
  }

  flush(): Promise<void> {
    return this.#document.flush();
  }
}
