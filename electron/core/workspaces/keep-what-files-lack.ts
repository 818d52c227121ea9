import type { Field, SavedWorkspace } from '../../../shared/model/workspace.ts';
import { sensitiveHeader, sensitiveParameter } from '../../../shared/oauth/sensitive-parameters.ts';

/**
 * Restores what files do not hold: the server's metadata, if the server is the same, and secrets typed as parameters or
 * headers.
 */
export function keepWhatFilesLack(fromFile: SavedWorkspace, here: SavedWorkspace): SavedWorkspace {
  const { metadata } = here.server;
  const isSameServer =
    fromFile.server.issuer === here.server.issuer &&
    fromFile.server.tokenEndpoint === here.server.tokenEndpoint;
  return {
    ...fromFile,
    server: isSameServer && metadata ? { ...fromFile.server, metadata } : fromFile.server,
    clients: fromFile.clients.map((client) => {
      const request = here.clients.find(({ id }) => id === client.id)?.request;
      if (!request) return client;
      const parameters = fill(client.request.parameters, request.parameters, sensitiveParameter);
      const headers = fill(client.request.headers, request.headers, sensitiveHeader);
      return { ...client, request: { ...client.request, parameters, headers } };
    }),
    apiCalls: fromFile.apiCalls.map((call) => {
      const known = here.apiCalls.find(({ id }) => id === call.id);
      // The value was entered for the previous URL.
      if (!known || known.url !== call.url) return call;
      return { ...call, headers: fill(call.headers, known.headers, sensitiveHeader) };
    }),
  };
}

function fill(
  fields: readonly Field[],
  known: readonly Field[],
  sensitive: (name: string) => unknown,
): Field[] {
  return fields.map((field) => {
    if (field.value !== '' || sensitive(field.name) === null) return field;
    const value = known.find(({ name }) => name === field.name)?.value ?? '';
    return { ...field, value };
  });
}
