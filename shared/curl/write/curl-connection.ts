import type { Workspace } from '../../model/workspace.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { CA_FILE } from '../../tls/ca-file.ts';
import type { BuildCurlOptions } from './build-curl.ts';

/** The curl options for a workspace's connection: TLS policy, HTTP version, client certificate. */
export function curlConnection(
  workspace: Workspace,
): Pick<BuildCurlOptions, 'insecure' | 'caFile' | 'http2' | 'clientCertificate'> {
  const { tls, httpVersion } = workspace;
  const insecure = tls.verification === 'off';
  return {
    insecure,
    ...(presentsCertificate(workspace) ? { clientCertificate: true } : {}),
    ...(!insecure && tls.extraCas.length > 0 ? { caFile: CA_FILE } : {}),
    ...(httpVersion === '2' ? { http2: true } : {}),
  };
}

/** The content of the `--cacert` file: the CAs the workspace trusts. */
export function caFileText({ extraCas }: Workspace['tls']): string {
  return extraCas.map(({ pem }) => `${pem.trim()}\n`).join('');
}
