import { withholdTypedSecrets } from '../../../shared/formats/workspace-file/withhold-typed-secrets.ts';
import type { Field, SavedWorkspace } from '../../../shared/model/workspace.ts';

/**
 * Restores what files do not hold: the server's metadata, if the server is the same, and secrets that were typed into
 * URLs, bodies, parameters and headers. Where the file still has the text that Credence wrote, the typed one stays.
 */
export function keepWhatFilesLack(fromFile: SavedWorkspace, here: SavedWorkspace): SavedWorkspace {
  const written = withholdTypedSecrets(here).workspace;
  const server = keepServer(fromFile.server, written.server, here.server);
  return {
    ...fromFile,
    server,
    ...(fromFile.proxy && fromFile.proxy.url === written.proxy?.url && here.proxy
      ? { proxy: { ...fromFile.proxy, url: here.proxy.url } }
      : {}),
    clients: fromFile.clients.map((client) => {
      const index = here.clients.findIndex(({ id }) => id === client.id);
      const [request, clean] = [here.clients[index]?.request, written.clients[index]?.request];
      if (!request || !clean) return client;
      const { rawBody, parameters, headers } = client.request;
      return {
        ...client,
        request: {
          ...client.request,
          rawBody: keep(rawBody, clean.rawBody, request.rawBody),
          parameters: keepFields(parameters, clean.parameters, request.parameters),
          headers: keepFields(headers, clean.headers, request.headers),
        },
      };
    }),
    apiCalls: fromFile.apiCalls.map((call) => {
      const index = here.apiCalls.findIndex(({ id }) => id === call.id);
      const [known, clean] = [here.apiCalls[index], written.apiCalls[index]];
      // What was typed was typed for the previous URL.
      if (!known || !clean || call.url !== clean.url) return call;
      return {
        ...call,
        url: known.url,
        headers: keepFields(call.headers, clean.headers, known.headers),
        body: keep(call.body, clean.body, known.body),
      };
    }),
  };
}

type Server = SavedWorkspace['server'];

const SERVER_URLS = [
  'issuer',
  'tokenEndpoint',
  'introspectionEndpoint',
  'revocationEndpoint',
  'jwksUri',
] as const satisfies readonly (keyof Server)[];

function keepServer(fromFile: Server, written: Server, here: Server): Server {
  const server = { ...fromFile };
  for (const name of SERVER_URLS) {
    const typed = here[name];
    if (typed !== undefined && fromFile[name] === written[name]) server[name] = typed;
  }
  const isSame = server.issuer === here.issuer && server.tokenEndpoint === here.tokenEndpoint;
  return isSame && here.metadata ? { ...server, metadata: here.metadata } : server;
}

function keep<T>(fromFile: T, written: T, here: T): T {
  return fromFile === written ? here : fromFile;
}

/** By name and, for fields of one name, by their order. */
function keepFields(fromFile: readonly Field[], written: readonly Field[], here: readonly Field[]): Field[] {
  const seen = new Map<string, number>();
  return fromFile.map((field) => {
    const turn = seen.get(field.name) ?? 0;
    seen.set(field.name, turn + 1);
    const isNamesake = ({ name }: Field) => name === field.name;
    const [clean, typed] = [written.filter(isNamesake)[turn], here.filter(isNamesake)[turn]];
    return clean && typed ? { ...field, value: keep(field.value, clean.value, typed.value) } : field;
  });
}
