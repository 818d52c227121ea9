import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';

test('a token bound to a key, with nonces asked for in sight, and one bound to a certificate', async ({
  credence,
}) => {
  const { flow, page, tokenServer } = credence;

  await test.step('the built-in server demands nonces and asks for certificates', async () => {
    await tokenServer.open();
    await tokenServer.showTab('Settings');
    await page.getByRole('switch', { name: 'Require a server nonce' }).click({ force: true });
    await page.getByText('Same port', { exact: true }).click();
    await tokenServer.showTab('Overview');
    await tokenServer.start();
    await tokenServer.showTab('Clients');
    await tokenServer.clients.edit('server');
    await tokenServer.clients.editor.getByText('JWT', { exact: true }).click();
    await tokenServer.clients.editor
      .getByRole('radiogroup', { name: 'Certificate-bound (RFC 8705)' })
      .getByText('Allowed', { exact: true })
      .click();
    await tokenServer.clients.keep();
    await tokenServer.clients.commit();
    await credence.open('Flow');
  });

  await test.step('one click makes the key; the preview shows the proof that would be sent', async () => {
    await flow.constrainBy('DPoP', 'Generate key');
    await expect(flow.serverCard).toContainText('DPoP · “DPoP key” · ES256');
    await flow.showPreview('Proof');
    await expect(flow.previewText).toContainText('dpop+jwt');
    await expect(flow.previewText).toContainText('the server has not sent a nonce yet');
    await expectAccessible(page);
  });

  await test.step('the server asks for a nonce: both requests are shown, and in the history', async () => {
    await flow.getToken();
    await expect(flow.accessToken).toContainText('bound to key “DPoP key” (DPoP)');
    await flow.showResultTab('Body');
    const sentBefore = flow.tokenResponse.getByRole('list', { name: 'Sent before' });
    await expect(sentBefore).toContainText('400 Bad Request');
    await expect(sentBefore).toContainText(
      'The server asked for a nonce; the request was sent again with it.',
    );
    await expect(flow.previewText).toContainText('it contains the server’s latest nonce');
    await sentBefore.getByRole('button', { name: 'The first request' }).click();
    await expect(flow.result).toContainText('The server asked for a nonce and got it');
  });

  await test.step('the API gets a proof of its own, and asks for its own nonce', async () => {
    await flow.callApi();
    await expect(flow.apiResponse).toContainText('200 OK');
    await expect(flow.apiResponse.getByRole('list', { name: 'Sent before' })).toContainText('401');
    await flow.callApi();
    await expect(flow.apiResponse.getByRole('list', { name: 'Sent before' })).toHaveCount(0);
  });

  await test.step('a proof that is wrong on purpose is refused, explained and mended', async () => {
    await flow.openFold('Proof');
    await flow.breakProof(flow.apiCard, 'no ath');
    await flow.callApi();
    await expect(flow.diagnosis).toContainText('The proof is for another token');
    await expectAccessible(page);
    await flow.result.getByRole('button', { name: 'Retry with a correct proof' }).click();
    await expect(flow.apiResponse).toContainText('200 OK');
  });

  await test.step('a certificate instead: made by one click, presented, and named by the token', async () => {
    await flow.constrainBy('mTLS', 'Generate a certificate');
    await expect(flow.serverCard).toContainText('mTLS · certificate of “Client certificate”');
    await flow.getToken();
    await expect(flow.accessToken).toContainText('bound to certificate “Client certificate” (mTLS)');
    await flow.callApi();
    await expect(flow.apiResponse).toContainText('200 OK');
    await expect(flow.attachedToken).toContainText('The TLS handshake presents the certificate.');
  });
});
