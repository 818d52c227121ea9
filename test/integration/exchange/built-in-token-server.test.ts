import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { secretOnly } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildTokenRequest } from '../../../shared/oauth/request/token-request.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { startServer } from '../token-server/support.ts';
import { perform, trusting, UNVERIFIED } from './exchange-bench.ts';

async function requestToken(workspace: Workspace, secret: string) {
  const built = buildTokenRequest(workspace, secretOnly(secret));
  if (!built.ok) throw new Error(built.error.message);
  const { exchange } = await perform(built.value, { purpose: 'token', policy: workspace.tls });
  return { exchange, outcome: readTokenOutcome(exchange) };
}

describe('our client against our token server', () => {
  it.each([
    ['server', 'Secr3t!', 'client_secret_post'],
    ['server', 'Secr3t!', 'client_secret_basic'],
    ['a+b %41', 'a%41+b: ünï&=', 'client_secret_post'],
    ['a+b %41', 'a%41+b: ünï&=', 'client_secret_basic'],
  ] as const)('%s / %s by %s, its CA trusted', async (clientId, secret, authMethod) => {
    const { endpoints, ca } = await startServer();
    const { exchange, outcome } = await requestToken(
      aWorkspace({
        tokenEndpoint: endpoints.token,
        client: { clientId, authMethod },
        tls: trusting(ca),
        request: { scopes: ['read'] },
      }),
      secret,
    );
    expect(exchange.failure).toBeNull();
    expect(exchange.tls).toMatchObject({ acceptedBy: 'extra-ca', problems: [] });
    expect(outcome).toMatchObject({ kind: 'token', scopes: ['read'] });
  });

  it('without its CA it is refused; with verification off it is not', async () => {
    const { endpoints } = await startServer();
    const workspace = aWorkspace({ tokenEndpoint: endpoints.token });
    const refused = await requestToken(workspace, 'Secr3t!');
    expect(refused.exchange.failure?.code).toBe('tls-untrusted');
    const accepted = await requestToken({ ...workspace, tls: UNVERIFIED }, 'Secr3t!');
    expect(accepted.outcome.kind).toBe('token');
    expect(accepted.exchange.tls?.problems.map(({ code }) => code)).toEqual(['unknown-ca']);
  });
});
