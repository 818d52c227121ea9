import { z } from 'zod';
import type { Finding } from '../diagnose/finding.ts';
import type { AppError } from '../errors.ts';
import type { HistoryEntry, HistorySummary } from '../history/entry.ts';
import type { Exchange, HttpRequest } from '../http/exchange.ts';
import type { WireView } from '../http/wire.ts';
import { type Key, type KeyDetails, KeyKindSchema, KeySchema } from '../model/key.ts';
import { type Settings, SettingsSchema } from '../model/settings.ts';
import { type KeptMetadata, type Workspace, WorkspaceSchema } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token.ts';
import type { TokenOutcome } from '../oauth/token-outcome.ts';
import { MOST_AT_ONCE, MOST_REQUESTS } from '../repeat/limits.ts';
import type { RepeatReport } from '../repeat/report.ts';
import type { Result } from '../result.ts';
import { type ServerClientView, ServerClientViewSchema } from '../token-server/client-view.ts';
import { TokenServerConfigSchema } from '../token-server/config.ts';
import { FaultSchema } from '../token-server/faults.ts';
import type { ClientProblem } from '../token-server/find-client-problems.ts';
import type { TokenServerLogEntry, TokenServerState } from '../token-server/state.ts';
import type { ChannelName, EventName } from './channels.ts';
import type { IntrospectionRun, RevocationRun, SignatureCheck } from './token-operations.ts';

const id = z.string().min(1).max(200);
const nothing = z.undefined();
const passphrase = z.string().min(1).max(1_000);
const tokenTypeHint = z.string().max(200);

/** What the window may change of the token server; its clients carry secrets and have channels of their own. */
export const TokenServerSettingsSchema = TokenServerConfigSchema.omit({ clients: true });
export type TokenServerSettings = z.infer<typeof TokenServerSettingsSchema>;

const certificateSubject = {
  /** A distinguished name (RFC 4514). */
  subject: z.string().max(1_000),
  /** Host names, addresses, URIs, mail addresses. */
  names: z.array(z.string().min(1).max(1_000)).max(100),
};

/** The input of every channel, checked in the main process before a handler sees it. */
export const INPUTS = {
  'app.bootstrap': nothing,
  'app.ready': nothing,
  'app.openExternal': z.object({ url: z.string().max(8_000) }),
  'workspace.save': z.object({ workspace: WorkspaceSchema }),
  'workspace.delete': z.object({ workspaceId: id }),
  'workspace.select': z.object({ workspaceId: id }),
  /** To a file that the person chooses. With a passphrase the secrets go into it, sealed; they never pass the page. */
  'workspace.export': z.object({ workspace: WorkspaceSchema, passphrase: passphrase.nullable() }),
  /** The text of such a file. Without the passphrase its secrets stay behind. */
  'workspace.import': z.object({ text: z.string().max(20_000_000), passphrase: passphrase.nullable() }),
  'settings.save': z.object({ settings: SettingsSchema }),
  'secret.set': z.object({ workspaceId: id, clientKey: id, secret: z.string().max(100_000) }),
  'secret.clear': z.object({ workspaceId: id, clientKey: id }),
  /** The private half stays in the main process; `workspace.save` keeps the public one, and with it the private. */
  'key.generate': z.object({ workspaceId: id, name: z.string().max(200), kind: KeyKindSchema }),
  /** The person chooses a key file; the page hears its name, never what is in it. */
  'key.openFile': nothing,
  'key.import': z.object({
    workspaceId: id,
    /** Empty: as it is called where it comes from, or else by its kind. */
    name: z.string().max(200),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string().max(1_000_000) }),
      z.object({ kind: z.literal('file'), id }),
    ]),
    /** PEM that comes beside the key; empty for none. */
    certificates: z.string().max(1_000_000),
    passphrase: passphrase.nullable(),
  }),
  'key.describe': z.object({ key: KeySchema }),
  /** Gives the key a certificate that it signs itself. */
  'key.certify': z.object({
    workspaceId: id,
    key: KeySchema,
    ...certificateSubject,
    days: z.number().int().min(1).max(36_500),
  }),
  /** PKCS #10, for an authority to sign. */
  'key.requestCertificate': z.object({ workspaceId: id, key: KeySchema, ...certificateSubject }),
  /** Certificates that were issued for the key, PEM in any order. */
  'key.setCertificates': z.object({ key: KeySchema, text: z.string().max(1_000_000) }),
  /**
   * Looks for a server's metadata, given its issuer or any other of its addresses. What is found is put into a workspace by
   * `applyMetadata` (shared/discovery/kept-metadata.ts) and kept by `workspace.save`.
   */
  'metadata.fetch': z.object({ runId: id, workspace: WorkspaceSchema, address: z.string().max(10_000) }),
  'token.preview': z.object({ workspace: WorkspaceSchema }),
  'token.run': z.object({ runId: id, workspace: WorkspaceSchema }),
  /**
   * A token that was obtained elsewhere, for example in a pasted curl command. `jkt` is the thumbprint of the key that it
   * was sent with, where that is known.
   */
  'token.adopt': z.object({
    workspace: WorkspaceSchema,
    value: z.string().min(1).max(100_000),
    jkt: z.string().max(200).optional(),
  }),
  /** The workspace's active client asks; `hint` is `token_type_hint`, empty for none. */
  'token.introspect': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    tokenId: id,
    format: z.enum(['json', 'rfc9701', 'curity']),
    hint: tokenTypeHint,
  }),
  'token.revoke': z.object({ runId: id, workspace: WorkspaceSchema, tokenId: id, hint: tokenTypeHint }),
  /** The signature, by the keys that the server publishes. */
  'token.verify': z.object({ runId: id, workspace: WorkspaceSchema, tokenId: id }),
  /** Takes tokens off the shelf: they are forgotten here, and live on where they are known. */
  'token.remove': z.object({ ids: z.array(id).max(1_000) }),
  'api.preview': z.object({ workspace: WorkspaceSchema, tokenId: id.nullable() }),
  'api.run': z.object({ runId: id, workspace: WorkspaceSchema, tokenId: id.nullable() }),
  /** A token request or an API call, many times; a server that is not this computer's own only if that is allowed. */
  'repeat.run': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    target: z.enum(['token', 'api']),
    tokenId: id.nullable(),
    planned: z.number().int().min(1).max(MOST_REQUESTS),
    atOnce: z.number().int().min(1).max(MOST_AT_ONCE),
    allowRemote: z.boolean(),
  }),
  'run.cancel': z.object({ runId: id }),
  'history.list': nothing,
  'history.search': z.object({ query: z.string().max(10_000) }),
  'history.get': z.object({ id }),
  'history.pin': z.object({ ids: z.array(id), pinned: z.boolean() }),
  'history.delete': z.object({ ids: z.array(id) }),
  /** A HAR file's text, and which of its entries; null for all. `name` is the file's. */
  'history.import': z.object({
    name: z.string().max(200),
    text: z.string().max(500_000_000),
    entries: z.array(z.number().int().min(0)).nullable(),
  }),
  'clipboard.write': z.object({ text: z.string().max(10_000_000) }),
  'clipboard.copyTokenCurl': z.object({
    workspace: WorkspaceSchema,
    shell: z.enum(['bash', 'powershell']),
    /** `plain` puts the secret itself on the clipboard: only by the user's explicit choice. */
    secrets: z.enum(['variables', 'plain']),
  }),
  /** The person chooses where to; the page only proposes a name. */
  'file.save': z.object({ suggestedName: z.string().min(1).max(200), text: z.string().max(500_000_000) }),
  /** A text file that the person chooses, to be imported. */
  'file.open': nothing,
  /** The recorded bytes of one of the latest exchanges. */
  'exchange.wire': z.object({ id }),
  /** The whole body of one of them, to a file that the person chooses. */
  'exchange.saveBody': z.object({ id }),
  'tokenServer.start': nothing,
  'tokenServer.stop': nothing,
  'tokenServer.configure': z.object({ settings: TokenServerSettingsSchema }),
  'tokenServer.clearLog': nothing,
  /**
   * A secret for a client of the server: one that nobody can guess, or the person's own. It is kept from now on under
   * the ticket in the answer, until it is committed.
   */
  'tokenServer.makeSecret': z.object({ own: z.string().min(1).max(10_000).nullable() }),
  /** All the server's clients as they are to be, with the tickets of new secrets by client id. */
  'tokenServer.commitClients': z.object({
    clients: z.array(ServerClientViewSchema).max(1_000),
    tickets: z.record(z.string(), id),
  }),
  /** The secret of a client that was made since the app began, to a client of a workspace: it does not pass the page. */
  'tokenServer.giveSecret': z.object({ clientId: z.string().max(1_000), workspaceId: id, clientKey: id }),
  /** Takes the place of one with the same id. What is armed is told by the state, and ends with the server's process. */
  'tokenServer.armFault': z.object({ fault: FaultSchema }),
  /** The fault with this id; null for all. */
  'tokenServer.disarmFaults': z.object({ id: id.nullable() }),
  /** New keys sign tokens from now on; the old ones stay in the key set while their tokens may live. */
  'tokenServer.rotateKeys': nothing,
  'tutorial.step': z.object({ number: z.number().int(), text: z.string().max(2_000) }),
  'tutorial.finish': z.object({ passed: z.boolean(), text: z.string().max(2_000) }),
} as const satisfies Record<ChannelName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof INPUTS)[C]>;

/** What every channel answers with on success. */
export interface Outputs {
  'app.bootstrap': Bootstrap;
  'app.ready': null;
  'app.openExternal': null;
  'workspace.save': null;
  'workspace.delete': null;
  'workspace.select': null;
  'workspace.export': { readonly saved: boolean };
  'workspace.import': ImportedWorkspaceView;
  'settings.save': null;
  'secret.set': SecretStatus;
  'secret.clear': SecretStatus;
  'key.generate': Key;
  'key.openFile': { readonly file: { readonly id: string; readonly name: string } | null };
  'key.import': Key;
  'key.describe': KeyDetails;
  'key.certify': Key;
  'key.requestCertificate': { readonly pem: string };
  'key.setCertificates': Key;
  'metadata.fetch': MetadataRun;
  'token.preview': RequestPreview;
  'token.run': TokenRun;
  'token.adopt': AccessToken;
  'token.introspect': IntrospectionRun;
  'token.revoke': RevocationRun;
  'token.verify': SignatureCheck;
  'token.remove': null;
  'api.preview': RequestPreview;
  'api.run': ApiRun;
  'repeat.run': RepeatReport;
  'run.cancel': null;
  /**
   * A JSON array of HistorySummary, newest first. As one text, because ten thousand objects would hold up the page for
   * a tenth of a second on their way in: the bridge copies them member by member.
   */
  'history.list': string;
  /** The ids of the entries that contain every word of the query. */
  'history.search': readonly string[];
  'history.get': HistoryEntry;
  'history.pin': null;
  'history.delete': null;
  /** How many entries the history got. */
  'history.import': { readonly added: number };
  'clipboard.write': null;
  'clipboard.copyTokenCurl': null;
  /** False when the person thought better of it. */
  'file.save': { readonly saved: boolean };
  'file.open': { readonly file: OpenedFile | null };
  'exchange.wire': WireView;
  'exchange.saveBody': { readonly saved: boolean };
  'tokenServer.start': null;
  'tokenServer.stop': null;
  'tokenServer.configure': null;
  'tokenServer.clearLog': null;
  /**
   * The one answer that holds a secret: it was made a moment ago, is shown once, and nothing can ask for it again. Null
   * for the person's own.
   */
  'tokenServer.makeSecret': { readonly ticket: string; readonly secret: string | null };
  /** The clients as they are now. With problems nothing was committed. */
  'tokenServer.commitClients': {
    readonly clients: readonly ServerClientView[];
    readonly problems: readonly CommitProblem[];
  };
  /** `given` is false where the secret is not known (any more): then nothing was changed. */
  'tokenServer.giveSecret': SecretStatus & { readonly given: boolean };
  'tokenServer.armFault': null;
  'tokenServer.disarmFaults': null;
  'tokenServer.rotateKeys': null;
  'tutorial.step': null;
  'tutorial.finish': null;
}

export type Output<C extends ChannelName> = Outputs[C];

/** The payload of every event. */
export interface Events {
  'tokenServer.state': TokenServerState;
  'tokenServer.log': readonly TokenServerLogEntry[];
  'menu.command': MenuCommand;
  'secret.storage': SecretStorage;
  /** The main process changed it: the built-in workspace follows the token server's address and CA. */
  'workspace.changed': Workspace;
  /** How far a large answer has come; some ten times a second. */
  'run.progress': RunProgress;
  /** Some five times a second while a request is repeated. */
  'repeat.progress': { readonly runId: string; readonly report: RepeatReport };
  /** Where a server's metadata is looked for now. */
  'metadata.try': MetadataTry;
  'history.added': HistorySummary;
  /** Made room for others, or deleted. */
  'history.removed': readonly string[];
  /** What earlier sessions left can be listed now. */
  'history.loaded': null;
  /** Something went wrong that no request of the window was waiting for. */
  notice: AppError;
}

export interface RunProgress {
  readonly runId: string;
  /** Bytes of the body on the wire. */
  readonly received: number;
  /** Null where the answer does not say. */
  readonly total: number | null;
}

export interface MetadataTry {
  readonly runId: string;
  readonly url: string;
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

export type EventPayload<E extends EventName> = Events[E];

export type MenuCommand =
  | 'run'
  | 'cancel'
  | 'import'
  | 'new-workspace'
  | 'show-flow'
  | 'show-history'
  | 'show-token-server'
  | 'show-settings'
  | 'run-tutorial';

/** `checking` until the system's keychain has answered; `memory` where there is none: secrets end with the app. */
export type SecretStorage = 'checking' | 'keychain' | 'memory';

export interface SecretStatus {
  readonly hasSecret: boolean;
  readonly storage: SecretStorage;
}

/** What has to be put right before clients can be committed, and at which. */
export interface CommitProblem extends ClientProblem {
  readonly clientId: string;
}

/** A workspace out of a file, kept under a key of its own. */
export interface ImportedWorkspaceView {
  readonly workspace: Workspace;
  /** The keys of those of its clients that have a secret now. */
  readonly clientsWithSecret: readonly string[];
}

export interface OpenedFile {
  /** Without its folder. */
  readonly name: string;
  readonly text: string;
}

/** All the window needs to draw its first frame. */
export interface Bootstrap {
  readonly appVersion: string;
  /** For example `{ electron: '42.0.0', chrome: …, node: … }`. */
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly workspaces: readonly Workspace[];
  readonly activeWorkspaceId: string;
  readonly settings: Settings;
  readonly secretStorage: SecretStorage;
  /** `workspaceId/clientKey` of every client that has a secret. */
  readonly clientsWithSecret: readonly string[];
  readonly tokenServer: {
    readonly state: TokenServerState;
    readonly settings: TokenServerSettings;
    readonly clients: readonly ServerClientView[];
    readonly log: readonly TokenServerLogEntry[];
  };
  /** Things that went wrong before the window opened, for example a damaged file that was kept aside. */
  readonly notices: readonly AppError[];
  /** True when the app was started with `--tutorial`. */
  readonly runTutorial: boolean;
}

export interface MetadataRun {
  /** Every try, in order, each in the history; the last one decided. */
  readonly exchanges: readonly Exchange[];
  readonly findings: readonly Finding[];
  /** Null when no address answered with metadata: `findings` says why. */
  readonly metadata: KeptMetadata | null;
}

/** What would be sent now, made by the code that sends. */
export interface RequestPreview {
  /** Null when no request can be built; then `problem` says why. Secrets withheld. */
  readonly request: HttpRequest | null;
  readonly problem: AppError | null;
  readonly warnings: readonly Finding[];
}

export interface TokenRun {
  readonly exchange: Exchange;
  /** Requests that were repeated at once, by themselves, first to last: each says why in `repeatedBy`. */
  readonly earlier: readonly Exchange[];
  readonly outcome: TokenOutcome;
  readonly findings: readonly Finding[];
  readonly token: AccessToken | null;
}

export interface ApiRun {
  readonly exchange: Exchange;
  /** As in TokenRun. */
  readonly earlier: readonly Exchange[];
  readonly findings: readonly Finding[];
  /** Absent where no new token was got on the way. */
  readonly renewal?: TokenRenewal;
}

/** A new token that an API call got by itself, by the person's choice. */
export interface TokenRenewal {
  readonly reason: 'before-expiry' | 'unauthorized';
  /** Whether it brought a token or not; an error where no request could be made. */
  readonly run: Result<TokenRun, AppError>;
}

/** The one object the preload script puts into the window. */
export interface CredenceBridge {
  invoke<C extends ChannelName>(channel: C, input: Input<C>): Promise<Result<Output<C>, AppError>>;
  /** Returns the function that unsubscribes. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}
