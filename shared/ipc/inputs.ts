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
/** One of shared/model/secret-keys.ts; each of its parts may be escaped. */
const secretName = z.string().max(2_000).regex(SETTABLE_SECRET);
const clientSecretName = z.string().max(2_000).regex(CLIENT_SECRET);
const nothing = z.undefined();
const passphrase = z.string().min(1).max(1_000);
const tokenTypeHint = z.string().max(200);

/** What the window may change of the token server; its clients carry secrets and have channels of their own. */
const TokenServerSettingsSchema = TokenServerConfigSchema.omit({ clients: true });
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
  'app.readLicenses': nothing,
  'app.checkForUpdate': nothing,
  'app.openExternal': z.object({ url: z.string().max(8_000) }),
  /** Larger or smaller than designed, by this factor. */
  'window.zoom': z.object({ factor: z.number().min(0.5).max(3) }),
  'workspace.save': z.object({ workspace: SavedWorkspaceSchema, selection: SelectionSchema.optional() }),
  'workspace.delete': z.object({ workspaceId: id }),
  'workspace.select': z.object({ workspaceId: id }),
  /** To a file that the person chooses. With a passphrase the secrets go into it, sealed; they never pass the page. */
  'workspace.export': z.object({ workspace: SavedWorkspaceSchema, passphrase: passphrase.nullable() }),
  /** The text of such a file. Without the passphrase its secrets stay behind. */
  'workspace.import': z.object({ text: z.string().max(20_000_000), passphrase: passphrase.nullable() }),
  'settings.save': z.object({ settings: SettingsSchema }),
  /** Certificates that a person trusts, as PEM. */
  'trust.describe': z.object({ pems: z.array(z.string().max(1_000_000)).max(1_000) }),
  /** Asks the user for a workspace file and opens it in place; the event `workspace.read` brings it. */
  'workspace.openFile': nothing,
  /** Asks the user where to, and writes the workspace there from now on. */
  'workspace.keepInFile': z.object({ workspaceId: id }),

  'secret.set': z.object({ workspaceId: id, name: secretName, secret: z.string().max(100_000) }),
  'secret.clear': z.object({ workspaceId: id, name: secretName }),
  /** A copied client gets its original's secret, with the origins that are confirmed for it. The page sees neither. */
  'secret.copy': z.object({ workspaceId: id, from: clientSecretName, to: clientSecretName }),
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
  /** Without `sendStale` a token that the workspace would not request today is refused with `token.stale`. */
  'api.run': z.object({
    runId: id,
    workspace: WorkspaceSchema,
    tokenId: id.nullable(),
    sendStale: z.boolean().optional(),
  }),
  /** A new token, then the API call with it. The event `run.token` tells of the token first. */
  'flow.run': z.object({ runId: id, workspace: WorkspaceSchema }),
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
  /** One variation of a request that was refused; the page walks through the plan (shared/diagnose/probe). */
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
  /** Shows the file that was saved last in the system's file manager. */
  'file.showInFolder': nothing,
  /** An HTML report of recorded exchanges, to a file that the user chooses. */
  'report.save': z.object({
    exchanges: z
      .array(z.object({ id, callId: id.nullable() }))
      .min(1)
      .max(1_000),
  }),
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
