import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createKeyHandlers({
  keys,
}: Pick<AppServices, 'keys'>): HandlerGroup<
  | 'key.generate'
  | 'key.openFile'
  | 'key.import'
  | 'key.describe'
  | 'key.certify'
  | 'key.requestCertificate'
  | 'key.setCertificates'
> {
  return {
    'key.generate': ({ workspaceId, name, kind }) => keys.generate(workspaceId, { name, kind }),
    'key.openFile': () => keys.openFile(),
    'key.import': ({ workspaceId, ...input }) => keys.import(workspaceId, input),
    'key.describe': ({ key }) => keys.describe(key),
    'key.certify': ({ workspaceId, key, ...certificate }) => keys.certify(workspaceId, key, certificate),
    'key.requestCertificate': ({ workspaceId, key, ...subject }) =>
      keys.requestCertificate(workspaceId, key, subject),
    'key.setCertificates': ({ key, text }) => keys.setCertificates(key, text),
  };
}
