import type { ProbeAnswer } from '../diagnose/probe/probe.ts';
import type { HistoryEntry } from '../history/entry.ts';
import type { WireView } from '../http/wire.ts';
import type { Key, KeyDetails } from '../model/key.ts';
import type { SavedWorkspace } from '../model/workspace.ts';
import type { AccessToken } from '../oauth/token/token.ts';
import type { RepeatReport } from '../repeat/report.ts';
import type { TrustDescription } from '../tls/trust-description.ts';
import type { ServerClientView } from '../token-server/client-view.ts';
import type { ClientProblem } from '../token-server/find-client-problems.ts';
import type { Bootstrap } from './bootstrap.ts';
import type { ChannelName } from './channels.ts';
import type { ApiRun, MetadataRun, RequestPreview, TokenAndCall, TokenRun } from './runs.ts';
import type { SecretStatus } from './secret-status.ts';
import type { IntrospectionRun, RevocationRun, SignatureCheck } from './token-operations.ts';

/** The latest release, for example `1.2.3`, and the page that offers it. */
export interface UpdateCheck {
  readonly latest: string;
  readonly page: string;
  /** Whether it is newer than this app. */
  readonly isNewer: boolean;
}

/** What every channel answers with on success. */
interface Outputs {
  'app.bootstrap': Bootstrap;
  'app.ready': null;
  'app.openExternal': null;
  'app.readLicenses': { readonly text: string };
  'app.checkForUpdate': UpdateCheck;
  'window.zoom': null;
  'workspace.save': null;
  'workspace.delete': null;
  'workspace.select': null;
  'workspace.export': { readonly saved: boolean };
  'workspace.import': ImportedWorkspaceView;
  'workspace.openFile': null;
  'workspace.keepInFile': null;
  'settings.save': null;
  'trust.describe': TrustDescription;
  'secret.set': SecretStatus;
  'secret.clear': SecretStatus;
  'secret.restore': SecretStatus;
  'secret.copy': SecretStatus;
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
  'flow.run': TokenAndCall;
  'repeat.run': RepeatReport;
  /** The result of one variation. */
  'probe.run': ProbeAnswer;
  'run.cancel': null;
  /**
   * A JSON array of HistorySummary, newest first. Sent as one string, because copying ten thousand objects over the
   * bridge would block the page for a tenth of a second.
   */
  'history.list': string;
  /** IDs of the entries that contain every word of the query. */
  'history.search': readonly string[];
  'history.get': HistoryEntry;
  'history.pin': null;
  'history.delete': null;
  /** Number of entries added. */
  'history.import': { readonly added: number };
  'clipboard.write': null;
  'clipboard.copyTokenCurl': null;
  /** False if the user cancelled. */
  'file.save': { readonly saved: boolean };
  'file.showInFolder': null;
  'report.save': { readonly saved: boolean };
  'file.open': { readonly file: OpenedFile | null };
  'exchange.wire': WireView;
  'exchange.saveBody': { readonly saved: boolean };
  'tokenServer.start': null;
  'tokenServer.stop': null;
  'tokenServer.configure': null;
  'tokenServer.clearLog': null;
  /**
   * The only result that contains a secret: newly generated, shown once, and not retrievable again. Null if the user
   * entered it.
   */
  'tokenServer.makeSecret': { readonly ticket: string; readonly secret: string | null };
  /** The current clients. On problems nothing was committed. */
  'tokenServer.commitClients': {
    readonly clients: readonly ServerClientView[];
    readonly problems: readonly CommitProblem[];
  };
  /** `given` is false if the secret is not known: then nothing changed. */
  'tokenServer.exportCurity': { readonly saved: boolean };
  'tokenServer.giveSecret': SecretStatus & { readonly given: boolean };
  'tokenServer.armFault': null;
  'tokenServer.disarmFaults': null;
  'tokenServer.rotateKeys': null;
  'tutorial.step': null;
  'tutorial.finish': null;
}

export type Output<C extends ChannelName> = Outputs[C];

/** What to fix before clients can be committed, and for which client. */
export interface CommitProblem extends ClientProblem {
  readonly clientId: string;
}

/** An imported workspace with its new ID. */
export interface ImportedWorkspaceView {
  readonly workspace: SavedWorkspace;
  /** Keys of its clients that now have a secret. */
  readonly clientsWithSecret: readonly string[];
}

export interface OpenedFile {
  /** File name without its folder. */
  readonly name: string;
  readonly text: string;
}
