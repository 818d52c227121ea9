import type { Workspace } from '../../model/workspace.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { CA_FILE } from '../../tls/ca-file.ts';
import type { BuildCurlOptions } from './build-curl.ts';

/** The options of curl that say how a workspace connects: its TLS policy, its version of HTTP, its client's certificate. */
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

/** The content of the file that `--cacert` names: the authorities that the workspace itself trusts. */
export function caFileText({ extraCas }: Workspace['tls']): string {
  return extraCas.map(({ pem }) => `${pem.trim()}\n`).join('');
}
