import type { AppError } from '../../shared/errors.ts';
import type { AboutApplication } from '../../shared/ipc/bootstrap.ts';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import type { Output } from '../../shared/ipc/outputs.ts';
import { clientSecretKey, secretKey } from '../../shared/model/secret-keys.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { ok, type Result } from '../../shared/result.ts';
import { describeTrust } from '../core/exchange/tls/describe-trust.ts';
import { importHar } from '../core/history/import-har.ts';
import { shareReport } from '../core/history/share-report.ts';
import type { AppServices } from '../core/services.ts';
import { tokenCurl } from '../core/token-curl.ts';
import { exportCurityWithSecrets } from '../core/token-server/export-curity.ts';

export type Answer<C extends ChannelName> = Result<Output<C>, AppError>;

/** One function per channel; its input is validated. An exception is a bug; an expected failure is a Result. */
export type Handlers = {
  readonly [C in ChannelName]: (input: Input<C>) => Answer<C> | Promise<Answer<C>>;
};

/** What only the window's process can do; tests pass their own. */
export interface WindowPorts {
  readonly about: AboutApplication;
  onPageReady(): void;
  showInFolder(path: string): void;
  readLicenses(): Promise<Result<{ readonly text: string }, AppError>>;
  openExternal(url: string): Promise<Result<null, AppError>>;
  zoom(factor: number): void;
  /** The theme takes effect; the next start looks like this from its first frame on. */
  applySettings(settings: Settings): void;
  writeClipboard(text: string): Promise<Result<null, AppError>>;
  readonly tutorial: {
    step(number: number, text: string): Promise<Result<null, AppError>>;
    finish(passed: boolean, text: string): Promise<Result<null, AppError>>;
  };
}

/** Maps every channel to its service; the compiler proves that none is missing. */
export function createHandlers(services: AppServices, window: WindowPorts): Handlers {
  const { core, runs, workspaces, workspaceFiles, linkedFiles, secrets, keys, history, files, wires } =
    services;
  const { tokenServer } = services;
  // Returns only whether there is a secret, and where it is stored.
  const secretStatus = (key: string) => ({ hasSecret: secrets.has(key), storage: secrets.storage });

  return {
    'app.bootstrap': () => ok({ ...window.about, ...services.bootstrap() }),
    'app.ready': () => {
      window.onPageReady();
      // File dialogs need the window.
      void linkedFiles.watch();
      return ok(null);
    },
    'app.readLicenses': () => window.readLicenses(),
    'app.checkForUpdate': () => services.checkForUpdate(),
    'app.openExternal': ({ url }) => window.openExternal(url),
    'window.zoom': ({ factor }) => done(window.zoom(factor)),
    'settings.save': ({ settings }) => {
      window.applySettings(settings);
      return services.saveSettings(settings);
    },

    'trust.describe': async ({ pems }) => ok(await describeTrust(pems)),

    'workspace.save': ({ workspace, selection }) => workspaces.save(workspace, selection),
    'workspace.delete': ({ workspaceId }) => workspaces.delete(workspaceId),
    'workspace.select': ({ workspaceId }) => workspaces.select(workspaceId),
    'workspace.export': ({ workspace, passphrase }) => workspaceFiles.export(workspace, passphrase),
    'workspace.import': ({ text, passphrase }) => workspaceFiles.import(text, passphrase),
    'workspace.openFile': () => linkedFiles.choose(),
    'workspace.keepInFile': ({ workspaceId }) => linkedFiles.keep(workspaceId),

    'secret.set': async ({ workspaceId, name, secret }) => {
      const key = secretKey(workspaceId, name);
      const saved = secret === '' ? await secrets.clear([key]) : await secrets.set(key, secret);
      return saved.ok ? ok(secretStatus(key)) : saved;
    },
    'secret.clear': async ({ workspaceId, name }) => {
      const key = secretKey(workspaceId, name);
      const cleared = await secrets.remove(key);
      return cleared.ok ? ok(secretStatus(key)) : cleared;
    },
    'secret.restore': async ({ workspaceId, name }) => {
      const key = secretKey(workspaceId, name);
      const restored = await secrets.restore(key);
      return restored.ok ? ok(secretStatus(key)) : restored;
    },

    'secret.copy': async ({ workspaceId, from, to }) => {
      const [source, target] = [secretKey(workspaceId, from), secretKey(workspaceId, to)];
      const secret = await secrets.get(source);
      if (!secret.ok) return secret;
      const copied =
        secret.value === null
          ? ok(null)
          : await secrets.set(target, secret.value, secrets.confirmedOrigins(source));
      return copied.ok ? ok(secretStatus(target)) : copied;
    },

    'key.generate': ({ workspaceId, name, kind }) => keys.generate(workspaceId, { name, kind }),
    'key.openFile': () => keys.openFile(),
    'key.import': ({ workspaceId, ...input }) => keys.import(workspaceId, input),
    'key.describe': ({ key }) => keys.describe(key),
    'key.certify': ({ workspaceId, key, ...certificate }) => keys.certify(workspaceId, key, certificate),
    'key.requestCertificate': ({ workspaceId, key, ...subject }) =>
      keys.requestCertificate(workspaceId, key, subject),
    'key.setCertificates': ({ key, text }) => keys.setCertificates(key, text),

    'metadata.fetch': (input) => runs.findMetadata(input),
    'token.preview': async ({ workspace }) => ok(await core.previewToken(workspace)),
    'token.run': (input) => runs.requestToken(input),
    'token.adopt': (input) => ok(runs.adopt(input)),
    'token.introspect': (input) => runs.introspect(input),
    'token.revoke': (input) => runs.revoke(input),
    'token.verify': (input) => runs.verify(input),
    'token.remove': ({ ids }) => done(runs.removeTokens(ids)),
    'api.preview': async (input) => ok(await runs.previewApiCall(input)),
    'api.run': (input) => runs.callApi(input),
    'flow.run': (input) => runs.requestTokenAndCallApi(input),
    'repeat.run': (input) => runs.repeat(input),
    'probe.run': (input) => runs.probe(input),
    'run.cancel': ({ runId }) => done(runs.cancel(runId)),

    'history.list': () => ok(JSON.stringify(history.list())),
    'history.search': ({ query }) => ok(history.search(query)),
    'history.get': ({ id }) => history.get(id),
    'history.pin': ({ ids, pinned }) => history.pin(ids, pinned),
    'history.delete': ({ ids }) => history.delete(ids),
    'history.import': (input) => importHar(history, input),

    'clipboard.write': ({ text }) => window.writeClipboard(text),
    'clipboard.copyTokenCurl': async (input) => {
      const curl = await tokenCurl(core, input, services.confirm);
      return curl.ok ? window.writeClipboard(curl.value) : curl;
    },
    'file.save': ({ suggestedName, text }) => files.save(suggestedName, text),
    'file.showInFolder': () => done(files.lastSaved !== null && window.showInFolder(files.lastSaved)),
    'report.save': ({ exchanges }) =>
      shareReport(exchanges, {
        history,
        files,
        workspaces: () => services.bootstrap().workspaces,
        serverLog: () => tokenServer.log,
        generator: `Credence ${window.about.appVersion}`,
        now: Date.now,
      }),
    'file.open': () => files.open(),
    'exchange.wire': ({ id }) => wires.view(id),
    'exchange.saveBody': ({ id }) => wires.saveBody(id),

    'tokenServer.start': async () => done(await tokenServer.start()),
    'tokenServer.stop': async () => done(await tokenServer.stop()),
    'tokenServer.configure': ({ settings }) => tokenServer.configure(settings),
    'tokenServer.clearLog': () => done(tokenServer.clearLog()),
    'tokenServer.makeSecret': async ({ own }) => ok(await tokenServer.makeSecret(own)),
    'tokenServer.commitClients': ({ clients, tickets }) => tokenServer.commitClients(clients, tickets),
    'tokenServer.exportCurity': (input) =>
      exportCurityWithSecrets(input, { tokenServer, files, confirm: services.confirm }),
    'tokenServer.giveSecret': async ({ clientId, workspaceId, clientKey }) => {
      const key = secretKey(workspaceId, clientSecretKey(clientKey));
      const secret = tokenServer.takeSecret(clientId);
      const saved = secret === null ? ok(null) : await secrets.set(key, secret, []);
      return saved.ok ? ok({ given: secret !== null, ...secretStatus(key) }) : saved;
    },
    'tokenServer.armFault': ({ fault }) => tokenServer.arm(fault),
    'tokenServer.disarmFaults': async ({ id }) => done(await tokenServer.disarm(id)),
    'tokenServer.rotateKeys': async () => done(await tokenServer.rotateKeys()),

    'tutorial.step': ({ number, text }) => window.tutorial.step(number, text),
    'tutorial.finish': ({ passed, text }) => window.tutorial.finish(passed, text),
  };
}

/** The result of a channel without a return value. */
function done(_nothing: unknown): Result<null, never> {
  return ok(null);
}
