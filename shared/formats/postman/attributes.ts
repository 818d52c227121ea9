/** A setting as Postman stores it. */
export interface Attribute {
  readonly key: string;
  readonly value?: unknown;
}

/** Read elsewhere. */
const READ = [
  'accessTokenUrl',
  'audience',
  'client_authentication',
  'clientId',
  'clientSecret',
  'grant_type',
  'resource',
  'scope',
  'tokenRequestParams',
];

/** Settings of other grants, or of Postman's UI: not needed here. */
const WITHOUT_MEANING_HERE = [
  'authRequestParams',
  'authUrl',
  'challengeAlgorithm',
  'code_verifier',
  'redirect_uri',
  'refreshRequestParams',
  'refreshTokenUrl',
  'state',
  'tokenName',
  'tokenType',
  'useBrowser',
];

/** Notes unused settings. Omits the values of unknown keys: they may be secret. */
export function noteUnusedAttributes(
  attributes: readonly Attribute[],
  text: (key: string) => string,
  notes: string[],
): void {
  if (text('accessTokenUrl').trim() === '')
    notes.push('There is no access token URL: enter the token endpoint.');
  if (text('accessToken') !== '') notes.push('The access token in the file was left out: get a new one.');
  if (text('username') !== '' || text('password') !== '') {
    notes.push('User name and password belong to another grant and were left out.');
  }
  if (text('addTokenTo') === 'queryParams') {
    notes.push(
      'Postman puts the token into the URL; here it goes into the Authorization header (RFC 6750 §2.3).',
    );
  }
  const prefix = text('headerPrefix').trim();
  if (prefix !== '' && prefix.toLowerCase() !== 'bearer') {
    notes.push(`The prefix “${prefix}” was left out: the Authorization header says Bearer here.`);
  }
  const known = [...READ, ...WITHOUT_MEANING_HERE, ...SAID_ABOVE];
  const unknown = attributes.filter(
    ({ key, value }) => !known.includes(key) && value !== '' && value !== null,
  );
  for (const { key } of unknown) notes.push(`The setting ${key} was not understood and is left out.`);
}

const SAID_ABOVE = ['accessToken', 'addTokenTo', 'headerPrefix', 'password', 'username'];
