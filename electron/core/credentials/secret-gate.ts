import { type AppError, appError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { secretKey, secretsOf } from '../../../shared/model/secret-keys.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { makeVisible } from '../../../shared/text/visible-text.ts';
import type { SecretStore } from '../storage/secret-store.ts';

/** A question in a native dialog: the page can neither open it nor answer it. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** Label of the confirm button. */
  readonly action: string;
  /** Label of the cancel button; default “Cancel”. */
  readonly refusal?: string;
}

/** Resolves to true if the user agreed. */
export type Confirm = (question: Question) => Promise<boolean>;

export interface SecretGateOptions {
  readonly secrets: Pick<SecretStore, 'isConfirmed' | 'confirmedOrigins' | 'confirm'>;
  readonly confirm: Confirm;
  /** Whether the built-in token server listens at this origin: such requests do not leave the app. */
  readonly isOwnServer: (origin: string) => boolean;
}

/** Workspace names may be long, and may come from an untrusted file. */
const LONGEST_NAME = 80;

/** Allows a stored secret to go to the origins the user confirmed for it. Asks once for any other origin. */
export class SecretGate {
  readonly #options: SecretGateOptions;
  readonly #asked = new Map<string, Promise<boolean>>();

  constructor(options: SecretGateOptions) {
    this.#options = options;
  }

  /** @param keys of the secret store, see `secretKey`. Fails with `secret.not-allowed` if the user refuses. */
  async allow(
    keys: readonly string[],
    origin: string,
    workspace: Workspace,
  ): Promise<Result<null, AppError>> {
    const { secrets, isOwnServer } = this.#options;
    const open = keys.filter((key) => !secrets.isConfirmed(key, origin));
    if (open.length === 0 || isOwnServer(origin)) return ok(null);
    const titles = titlesOf(open, workspace);
    if (!(await this.#ask(open, origin, { titles, workspace }))) return err(notAllowed(titles, origin));
    // Concurrent requests of one run all ask together; confirm only once.
    const fresh = open.filter((key) => !secrets.isConfirmed(key, origin));
    return fresh.length === 0 ? ok(null) : secrets.confirm(fresh, origin);
  }

  #ask(
    keys: readonly string[],
    origin: string,
    { titles, workspace }: { readonly titles: string; readonly workspace: Workspace },
  ): Promise<boolean> {
    const id = JSON.stringify([origin, keys]);
    const waiting = this.#asked.get(id);
    if (waiting) return waiting;
    const { secrets, confirm } = this.#options;
    const before = [...new Set(keys.flatMap((key) => secrets.confirmedOrigins(key)))];
    const asked = confirm({
      message: `Send ${titles} to ${origin}?`,
      detail: [
        `Workspace “${cut(workspace.name)}”, client “${cut(activeClient(workspace).clientId)}”.`,
        before.length === 0 ? 'It was not sent anywhere yet.' : `Confirmed until now: ${before.join(', ')}.`,
        'Cancel if you did not change this URL yourself.',
      ].join('\n\n'),
      action: 'Send',
    }).finally(() => this.#asked.delete(id));
    this.#asked.set(id, asked);
    return asked;
  }
}

function titlesOf(keys: readonly string[], workspace: Workspace): string {
  const titles = secretsOf(workspace)
    .filter(({ name }) => keys.includes(secretKey(workspace.id, name)))
    .map(({ title }) => cut(title));
  return titles.length === 0 ? 'a stored secret' : titles.join(', ');
}

function cut(text: string): string {
  const visible = makeVisible(text);
  return visible.length > LONGEST_NAME ? `${visible.slice(0, LONGEST_NAME)}…` : visible;
}

function notAllowed(titles: string, origin: string): AppError {
  return appError('secret.not-allowed', `Nothing was sent: you did not allow ${titles} for ${origin}.`, {
    nextStep: `Check the URL. To use ${origin}, send the request again and choose Send.`,
  });
}
