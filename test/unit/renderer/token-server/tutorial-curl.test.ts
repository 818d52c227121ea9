import { describe, expect, test } from 'vitest';
import { apiCurl, tokenCurl } from '../../../../renderer/features/token-server/overview/tutorial-curl.ts';

const https = {
  api: 'https://localhost:8443/hello_world',
  tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token',
};
const http = {
  api: 'http://localhost:9000/hello_world',
  tokenEndpoint: 'http://localhost:9000/oauth/v2/oauth-token',
};

describe('the commands for a terminal', () => {
  test('the token command is the tutorial’s, to the letter', () => {
    expect(tokenCurl({ ...https, shell: 'bash' })).toBe(
      [
        'curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\',
        "  -H 'content-type: application/x-www-form-urlencoded' \\",
        "  -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read'",
      ].join('\n'),
    );
  });

  test('the API command lets the shell put the token in', () => {
    expect(apiCurl({ ...https, shell: 'bash' })).toBe(
      ['curl -k -X GET https://localhost:8443/hello_world \\', '  -H "Authorization: Bearer $TOKEN"'].join(
        '\n',
      ),
    );
  });

  test('needs no -k over http, which has no certificate', () => {
    expect(tokenCurl({ ...http, shell: 'bash' })).toMatch(/^curl -X POST http:\/\/localhost:9000\//);
    expect(apiCurl({ ...http, shell: 'bash' })).toMatch(/^curl -X GET http:\/\/localhost:9000\/hello_world /);
  });

  test('PowerShell gets curl.exe, its own line continuation and its own variable', () => {
    const token = tokenCurl({ ...https, shell: 'powershell' });
    expect(token).toMatch(/^curl\.exe -k -X POST .* `\n/);
    expect(token).not.toContain('\\\n');
    expect(apiCurl({ ...https, shell: 'powershell' })).toContain('"Authorization: Bearer $env:TOKEN"');
  });
});
