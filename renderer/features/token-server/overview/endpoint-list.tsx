import { Text } from '@mantine/core';
import type { MutualTlsEndpoints, TokenServerEndpoints } from '../../../../shared/token-server/state.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import classes from '../token-server.module.css';

const ROWS: readonly {
  readonly key: Exclude<keyof TokenServerEndpoints, 'caPem' | 'mutualTls' | 'network'>;
  readonly label: string;
}[] = [
  { key: 'token', label: 'Token' },
  { key: 'introspection', label: 'Introspection' },
  { key: 'revocation', label: 'Revocation' },
  { key: 'metadata', label: 'Metadata' },
  { key: 'jwks', label: 'JWKS' },
  { key: 'issuer', label: 'Issuer' },
];

/** Where clients are asked for a certificate, if that is at a port of its own. */
const MUTUAL_TLS_ROWS: readonly { readonly key: keyof MutualTlsEndpoints; readonly label: string }[] = [
  { key: 'token', label: 'mTLS token' },
  { key: 'introspection', label: 'mTLS introsp.' },
  { key: 'revocation', label: 'mTLS revoke' },
  { key: 'api', label: 'mTLS API' },
];

/** The demo API's doors: what a token needs to open each. */
const API_ROWS = [
  { path: '/hello_world', label: 'API', need: 'any valid token' },
  { path: '/api/read', label: 'API', need: 'scope read' },
  { path: '/api/write', label: 'API', need: 'scope write' },
  { path: '/api/echo', label: 'API', need: 'any valid token; echoes the request' },
];

export interface EndpointListProps {
  readonly endpoints: TokenServerEndpoints;
}

/** Every address of the running server, each with a button that copies it. */
export function EndpointList({ endpoints }: EndpointListProps) {
  return (
    <dl className={classes.endpoints}>
      {ROWS.filter(({ key }) => endpoints[key] !== '').map(({ key, label }) => (
        <Endpoint key={key} label={label} url={endpoints[key]} note={null} />
      ))}
      {API_ROWS.map(({ path, label, need }) => (
        <Endpoint key={path} label={label} url={`${endpoints.baseUrl}${path}`} note={need} />
      ))}
      {MUTUAL_TLS_ROWS.map(({ key, label }) => {
        const url = endpoints.mutualTls?.[key];
        return url && <Endpoint key={key} label={label} url={url} note={null} />;
      })}
      {endpoints.network?.baseUrls.map((url) => (
        <Endpoint key={url} label="Network" url={url} note="by another name" />
      ))}
    </dl>
  );
}

function Endpoint({ label, note, url }: { label: string; note: string | null; url: string }) {
  return (
    <div className={classes.endpoint}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd>
        <span className={classes.url}>
          <code>{url}</code>
          {note && (
            <Text span size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </span>
        <CopyButton
          label={label === 'API' ? `Copy URL of ${new URL(url).pathname}` : `Copy ${label} URL`}
          copy={() => copyText(url)}
        />
      </dd>
    </div>
  );
}
