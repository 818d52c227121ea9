import { describe, expect, it } from 'vitest';
import { secretOnly } from '../../../../shared/oauth/request-credentials.ts';
import { buildTokenRequest, markRawBody } from '../../../../shared/oauth/token-request.ts';
import { MASK, maskText, revealText } from '../../../../shared/text/sensitive-text.ts';
import { aWorkspace } from '../fixtures.ts';

describe('{{client_secret}} in a body written by hand', () => {
  it.each([
    ['as a value', 'client_secret={{client_secret}}&x=1', 'client_secret=Secr3t%21&x=1'],
    [
      'twice',
      'client_secret={{client_secret}}&client_secret={{client_secret}}',
      'client_secret=Secr3t%21&client_secret=Secr3t%21',
    ],
    ['within other text', 'a=-{{client_secret}}-', 'a=-Secr3t%21-'],
    ['not at all', 'grant_type=password&&=', 'grant_type=password&&='],
  ])('P2 %s', (_, body, sent) => {
    expect(revealText(markRawBody(body, secretOnly('Secr3t!')))).toBe(sent);
    expect(maskText(markRawBody(body, secretOnly('Secr3t!')))).toBe(sent.replaceAll('Secr3t%21', MASK));
  });

  it('{{client_assertion}} stands for one that is signed when the body is sent', () => {
    const assertion = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZXJ2ZXIifQ.c2ln';
    const body = markRawBody('a=1&client_assertion={{client_assertion}}', { secret: null, assertion });
    expect(revealText(body)).toBe(`a=1&client_assertion=${assertion}`);
    expect(body[1]).toMatchObject({
      name: 'CLIENT_ASSERTION',
      jwt: { header: { alg: 'none' }, claims: { sub: 'server' } },
    });
  });

  it('is sent as it stands while there is no secret', () => {
    expect(revealText(markRawBody('a={{client_secret}}'))).toBe('a={{client_secret}}');
  });

  it('is filled in by the code that builds the request', () => {
    const workspace = aWorkspace({ request: { rawBody: 'client_secret={{client_secret}}' } });
    const request = buildTokenRequest(workspace, secretOnly('Secr3t!'));
    expect(request.ok && request.value.body && revealText(request.value.body)).toBe(
      'client_secret=Secr3t%21',
    );
  });
});
