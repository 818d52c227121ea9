import type { AppError } from '../../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import { type Settings, SettingsSchema } from '../../../shared/model/settings.ts';
import type { Result } from '../../../shared/result.ts';
import { DocumentStore } from './document-store.ts';

export class SettingsStore {
  readonly #document: DocumentStore<Settings>;
  #settings = DEFAULT_SETTINGS;

  constructor(path: string) {
    this.#document = new DocumentStore(path, {
      title: 'Your settings',
      version: 1,
      schema: SettingsSchema,
      migrations: {},
    });
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Returns a message for the user, if any. */
  async load(): Promise<AppError | null> {
    const { value, notice } = await this.#document.load();
    if (value) this.#settings = value;
    return notice;
  }

  save(settings: Settings): Promise<Result<null, AppError>> {
    this.#settings = settings;
    return this.#document.save(settings);
  }

  flush(): Promise<void> {
    return this.#document.flush();
  }
}
