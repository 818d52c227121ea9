import { Radio, Stack } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { discover } from '../../state/actions/discovery.ts';
import { FillFormImporter } from './fill-form-importer.tsx';
import { hostOf } from './host-of.ts';

type UrlUse = 'api' | 'issuer' | 'token-endpoint';

const USES: Readonly<Record<UrlUse, { readonly label: string; readonly does: string }>> = {
  api: { label: 'API call', does: 'Adds a GET request to this URL.' },
  issuer: {
    label: 'Authorization server',
    does: 'Fetches the server’s metadata and fills in its endpoints.',
  },
  'token-endpoint': { label: 'Token endpoint', does: 'Token requests go to this URL.' },
};

/** A URL alone can be three things; what it looks like is offered first. */
export function UrlImporter({ url }: { readonly url: string }) {
  const [use, setUse] = useState(() => guessUse(url));
  const fillOf = useCallback((workspace: Workspace) => fillWithUrl(workspace, url, use), [url, use]);
  return (
    <>
      <Radio.Group label="What this URL is" value={use} onChange={(value) => isUse(value) && setUse(value)}>
        <Stack gap={6} mt={4}>
          {Object.entries(USES).map(([value, { label, does }]) => (
            <Radio key={value} size="xs" value={value} label={label} description={does} />
          ))}
        </Stack>
      </Radio.Group>
      <FillFormImporter
        key={use}
        fillOf={fillOf}
        newName={hostOf(url)}
        preferred="this"
        {...(use === 'issuer' && { onFilled: () => void discover() })}
      />
    </>
  );
}

function isUse(value: string): value is UrlUse {
  return value in USES;
}

function guessUse(url: string): UrlUse {
  const { pathname } = new URL(url);
  if (/\/\.well-known\/|^\/?$|\/realms\/[^/]+\/?$/.test(pathname)) return 'issuer';
  return /token\/?$/i.test(pathname) ? 'token-endpoint' : 'api';
}

function fillWithUrl(workspace: Workspace, url: string, use: UrlUse): FormFill {
  const fill = { secret: null, token: null, notUnderstood: [] };
  switch (use) {
    case 'api':
      return {
        ...fill,
        target: 'api',
        workspace: { ...workspace, api: { method: 'GET', url, headers: [], body: '' } },
      };
    case 'issuer':
      return { ...fill, target: 'token', workspace: withServer(workspace, { issuer: url }) };
    case 'token-endpoint':
      return { ...fill, target: 'token', workspace: withServer(workspace, { tokenEndpoint: url }) };
  }
}

function withServer(workspace: Workspace, server: Partial<Workspace['server']>): Workspace {
  return { ...workspace, server: { ...workspace.server, ...server } };
}
