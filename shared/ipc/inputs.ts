import { z } from 'zod';
import { VariationSchema } from '../diagnose/probe/variation-schema.ts';
import { KeyKindSchema, KeySchema } from '../model/key.ts';
import { CLIENT_SECRET, SETTABLE_SECRET } from '../model/secret-keys.ts';
import { SettingsSchema } from '../model/settings.ts';
import { SavedWorkspaceSchema, SelectionSchema, WorkspaceSchema } from '../model/workspace.ts';
import { MOST_AT_ONCE, MOST_REQUESTS } from '../repeat/limits.ts';
import { ServerClientViewSchema } from '../token-server/client-view.ts';
import { TokenServerConfigSchema } from '../token-server/config.ts';
import { FaultSchema } from '../token-server/faults.ts';
import type { ChannelName } from './channels.ts';

const id = z.string().min(1).max(200);
/** See shared/model/secret-keys.ts; each part may be escaped. */
const secretName = z.string().max(2_000).regex(SETTABLE_SECRET);
const clientSecretName = z.string().max(2_000).regex(CLIENT_SECRET);
const nothing = z.undefined();
const passphrase = z.string().min(1).max(1_000);
const tokenTypeHint = z.string().max(200);

/** Token server settings the window may change; clients contain secrets and use separate channels. */
const TokenServerSettingsSchema = TokenServerConfigSchema.omit({ clients: true });
export type TokenServerSettings = z.infer<typeof TokenServerSettingsSchema>;

const certificateSubject = {
  /** A distinguished name (RFC 4514). */
  subject: z.string().max(1_000),
  /** Host names, addresses, URIs, mail addresses. */
  names: z.array(z.string().min(1).max(1_000)).max(100),
};

/** The input of every channel, validated in the main process before a handler runs. */
export const INPUTS = {
  'app.bootstrap': nothing,
  'app.ready': nothing,
  'app.readLicenses': nothing,
  'app.checkForUpdate': nothing,
  'app.openExternal': z.object({ url: z.string().max(8_000) }),
  /** Zoom factor. */
  'window.zoom': z.object({ factor: z.number().min(0.5).max(3) }),
  'workspace.save': z.object({ workspace: SavedWorkspaceSchema, selection: SelectionSchema.optional() }),
  'workspace.delete': z.object({ workspaceId: id }),
  'workspace.select': z.object({ workspaceId: id }),
  /**
   * Exports to a file the user chooses. With a passphrase, the file includes sealed secrets; they never reach the page.
   */
  'workspace.export': z.object({ workspace: SavedWorkspaceSchema, passphrase: passphrase.nullable() }),
  /** The text of such a file. Without the passphrase its secrets are skipped. */
  'workspace.import': z.object({ text: z.string().max(20_000_000), passphrase: passphrase.nullable() }),
  'settings.save': z.object({ settings: SettingsSchema }),
  /** Certificates the user trusts, as PEM. */
  'trust.describe': z.object({ pems: z.array(z.string().max(1_000_000)).max(1_000) }),
  /** Opens a workspace file the user chooses; the event `workspace.read` delivers it. */
  'workspace.openFile': nothing,
  /** Links the workspace to a file the user chooses. */
  'workspace.keepInFile': z.object({ workspaceId: id }),

  'secret.set': z.object({ workspaceId: id, name: secretName, secret: z.string().max(100_000) }),
  'secret.clear': z.object({ workspaceId: id, name: secretName }),
  /** Undoes `secret.clear` for ten seconds. */
  'secret.restore': z.object({ workspaceId: id, name: secretName }),
  /** A copied client gets the original's secret and its confirmed origins. The page sees neither. */
  'secret.copy': z.object({ workspaceId: id, from: clientSecretName, to: clientSecretName }),
  /** The private key stays in the main process; `workspace.save` saves both keys. */
  'key.generate': z.object({ workspaceId: id, name: z.string().max(200), kind: KeyKindSchema }),
  /** The user chooses a key file; the page learns its name, not its content. */
  'key.openFile': nothing,
  'key.import': z.object({
    workspaceId: id,
    /** Empty: the name from the file, else the key type. */
    name: z.string().max(200),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string().max(1_000_000) }),
      z.object({ kind: z.literal('file'), id }),
    ]),
    /** PEM from a second file; empty for none. */
    certificates: z.string().max(1_000_000),
    passphrase: passphrase.nullable(),
  }),
  'key.describe': z.object({ key: KeySchema }),
  /** Adds a self-signed certificate to the key. */
  'key.certify': z.object({
    workspaceId: id,
    key: KeySchema,
    ...certificateSubject,
    days: z.number().int().min(1).max(36_500),
  }),
  /** PKCS #10, for a CA to sign. */
  'key.requestCertificate': z.object({ workspaceId: id, key: KeySchema, ...certificateSubject }),
  /** Certificates issued for the key, PEM in any order. */
  'key.setCertificates': z.object({ key: KeySchema, text: z.string().max(1_000_000) }),
  /**
   * Finds a server's metadata from its issuer or any of its URLs. `applyMetadata` (shared/discovery/kept-metadata.ts)
   * adds it to a workspace; `workspace.save` saves it.
   */
  'metadata.fetch': z.object({ runId: id, workspace: WorkspaceSchema, address: z.string().max(10_000) }),
  'token.preview': z.object({ workspace: WorkspaceSchema }),
  'token.run': z.object({ runId: id, workspace: WorkspaceSchema }),
  /** A token obtained elsewhere, for example in a pasted curl command. `jkt` is the thumbprint of its key, if known. */
  'token.adopt': z.object({
    workspace: WorkspaceSchema,
    value: z.string().min(1).max(100_000),
    jkt: z.string().max(200).optional(),
  }),
  /** Authenticates as the active client; `hint` is `token_type_hint`, empty to omit it. */
  'token.introspect': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    tokenId: id,
    format: z.enum(['json', 'rfc9701', 'curity']),
    hint: tokenTypeHint,
  }),
  'token.revoke': z.object({ runId: id, workspace: WorkspaceSchema, tokenId: id, hint: tokenTypeHint }),
  /** Verifies the signature with the server's published keys. */
  'token.verify': z.object({ runId: id, workspace: WorkspaceSchema, tokenId: id }),
  /** Forgets tokens here; they stay valid at the server. */
  'token.remove': z.object({ ids: z.array(id).max(1_000) }),
  'api.preview': z.object({ workspace: WorkspaceSchema, tokenId: id.nullable() }),
  /** Without `sendStale`, a stale token fails with `token.stale`. */
  'api.run': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    tokenId: id.nullable(),
    sendStale: z.boolean().optional(),
  }),
  /** Requests a token, then calls the API. The event `run.token` delivers the token first. */
  'flow.run': z.object({ runId: id, workspace: WorkspaceSchema }),
  /** Repeats a token request or API call; a remote server only if allowed. */
  'repeat.run': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    target: z.enum(['token', 'api']),
    tokenId: id.nullable(),
    planned: z.number().int().min(1).max(MOST_REQUESTS),
    atOnce: z.number().int().min(1).max(MOST_AT_ONCE),
    allowRemote: z.boolean(),
  }),
  /** One variation of a rejected request; the page steps through the plan (shared/diagnose/probe). */
  'probe.run': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    variation: VariationSchema,
    tokenId: id.nullable(),
  }),
  'run.cancel': z.object({ runId: id }),
  'history.list': nothing,
  'history.search': z.object({ query: z.string().max(10_000) }),
  'history.get': z.object({ id }),
  'history.pin': z.object({ ids: z.array(id), pinned: z.boolean() }),
  'history.delete': z.object({ ids: z.array(id) }),
  /** A HAR file's text and the entries to import; null for all. `name` is the file's. */
  'history.import': z.object({
    name: z.string().max(200),
    text: z.string().max(500_000_000),
    entries: z.array(z.number().int().min(0)).nullable(),
  }),
  'clipboard.write': z.object({ text: z.string().max(10_000_000) }),
  'clipboard.copyTokenCurl': z.object({
    workspace: WorkspaceSchema,
    shell: z.enum(['bash', 'powershell']),
    /** `plain` copies the secret itself: only by the user's explicit choice. */
    secrets: z.enum(['variables', 'plain']),
  }),
  /** The user chooses the location; the page only suggests a name. */
  'file.save': z.object({ suggestedName: z.string().min(1).max(200), text: z.string().max(500_000_000) }),
  /** Shows the last saved file in the system's file manager. */
  'file.showInFolder': nothing,
  /** Saves an HTML report of recorded exchanges to a file the user chooses. */
  'report.save': z.object({
    exchanges: z
      .array(z.object({ id, callId: id.nullable() }))
      .min(1)
      .max(1_000),
  }),
  /** A text file the user chooses to import. */
  'file.open': nothing,
  /** The recorded bytes of a recent exchange. */
  'exchange.wire': z.object({ id }),
  /** Saves its whole body to a file the user chooses. */
  'exchange.saveBody': z.object({ id }),
  'tokenServer.start': nothing,
  'tokenServer.stop': nothing,
  'tokenServer.configure': z.object({ settings: TokenServerSettingsSchema }),
  'tokenServer.clearLog': nothing,
  /** Generates a client secret, or accepts the user's. It is kept under the returned ticket until it is committed. */
  'tokenServer.makeSecret': z.object({ own: z.string().min(1).max(10_000).nullable() }),
  /** Replaces all the server's clients, with tickets of new secrets by client ID. */
  'tokenServer.commitClients': z.object({
    clients: z.array(ServerClientViewSchema).max(1_000),
    tickets: z.record(z.string(), id),
  }),
  /** Saves clients with their secrets for a Curity, after the user's confirmation. Without secrets the page writes the file. */
  'tokenServer.exportCurity': z.object({
    clients: z.array(ServerClientViewSchema).max(1_000),
    tickets: z.record(z.string(), id),
    form: z.enum(['xml', 'cli', 'restconf']),
    suggestedName: z.string().min(1).max(200),
  }),
  /** Copies a client secret generated in this session to a workspace's client, without passing the page. */
  'tokenServer.giveSecret': z.object({ clientId: z.string().max(1_000), workspaceId: id, clientKey: id }),
  /** Replaces a fault with the same ID. The state lists the armed faults, which end with the server's process. */
  'tokenServer.armFault': z.object({ fault: FaultSchema }),
  /** Disarms the fault with this ID; null for all. */
  'tokenServer.disarmFaults': z.object({ id: id.nullable() }),
  /** Signs with new keys from now on; the old ones stay in the key set while their tokens may be valid. */
  'tokenServer.rotateKeys': nothing,
  'tutorial.step': z.object({ number: z.number().int(), text: z.string().max(2_000) }),
  'tutorial.finish': z.object({ passed: z.boolean(), text: z.string().max(2_000) }),
} as const satisfies Record<ChannelName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof INPUTS)[C]>;
