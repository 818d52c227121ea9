import { Text } from '@mantine/core';
import type { TokenServerEndpoints } from '../../../../shared/token-server/state.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import classes from '../token-server.module.css';

const ROWS: readonly {
  readonly key: Exclude<keyof TokenServerEndpoints, 'caPem' | 'mutualTls'>;
  readonly label: string;
}[] = [
  { key: 'token', label: 'Token' },
  { key: 'introspection', label: 'Introspection' },
  { key: 'revocation', label: 'Revocation' },
  { key: 'metadata', label: 'Metadata' },
  { key: 'jwks', label: 'JWKS' },
  { key: 'issuer', label: 'Issuer' },
];

/** The demo API's three doors: what a token needs to open each. */
const API_ROWS = [
  { path: '/hello_world', label: 'API', need: 'any valid token' },
  { path: '/api/read', label: 'API', need: 'scope read' },
  { path: '/api/write', label: 'API', need: 'scope write' },
];

export interface EndpointListProps {
  readonly endpoints: TokenServerEndpoints;
}

/** Every address of the running server, each with a button that copies it. */
export function EndpointList({ endpoints }: EndpointListProps) {
  return (
    <dl className={classes.endpoints}>
      {ROWS.map(({ key, label }) => (
        <Endpoint key={key} label={label} url={endpoints[key]} note={null} />
      ))}
      {API_ROWS.map(({ path, label, need }) => (
        <Endpoint key={path} label={label} url={`${endpoints.baseUrl}${path}`} note={need} />
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
        <code className={classes.url}>{url}</code>
        {note && (
          <Text span size="xs" c="dimmed" className={classes.note}>
            {note}
          </Text>
        )}
        <CopyButton
          label={label === 'API' ? `Copy URL of ${new URL(url).pathname}` : `Copy ${label} URL`}
          copy={() => copyText(url)}
        />
      </dd>
    </div>
  );
}
