import { CA_FILE } from '../../../tls/ca-file.ts';
import { headersBesideForm } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { goString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  needsFormEncoder,
  type SnippetPlan,
  type TlsPlan,
  type TokenCall,
} from '../plan.ts';
import { camelCase, expression, type Syntax } from '../value.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: goString,
  variable: camelCase,
  encodeForm: (value) => `url.QueryEscape(${value})`,
  plus: ' + ',
};

/** The same for call arguments, where gofmt uses no space. */
const tight: Syntax = { ...syntax, plus: '+' };

/** One file, standard library only, formatted like gofmt. */
export const go: Language = {
  fileName: (target) => `${target === 'token' ? 'token' : 'call_api'}.go`,
  command: (target) => `go run ${go.fileName(target)}`,
  write: (plan) =>
    program(
      '// Go 1.19 or later.',
      'package main',
      '',
      'import (',
      indent(imports(plan), TAB),
      ')',
      '',
      variables(plan),
      plan.api === null ? TOKEN_MAIN : API_MAIN,
      '',
      tokenFunction(plan),
      plan.api !== null && ['', ...apiFunction(plan.api)],
      '',
      newClient(plan),
      plan.environment.length > 0 && ENV,
    ),
};

/** Go rejects unused imports. */
function imports({ token, tls, environment }: SnippetPlan): string[] {
  const form = token.body.kind === 'form';
  const names: [name: string, used: boolean][] = [
    ['crypto/tls', !tls.verify || tls.caFile !== null],
    ['crypto/x509', tls.caFile !== null],
    ['encoding/json', true],
    ['fmt', true],
    ['io', true],
    ['log', true],
    ['net/http', true],
    ['net/url', form || needsFormEncoder(token)],
    ['os', environment.length > 0 || tls.caFile !== null],
    ['strings', true],
    ['time', true],
  ];
  return names.filter(([, used]) => used).map(([name]) => `"${name}"`);
}

/** Initialised ones first, in a separate block: gofmt would align them in three columns. */
function variables({ environment, api }: SnippetPlan): Lines {
  const initialised: [name: string, value: string][] = [
    ...environment.map((name): [string, string] => [camelCase(name), `env("${name}")`]),
    ['client', 'newClient()'],
  ];
  const width = Math.max(...initialised.map(([name]) => name.length));
  return [
    'var (',
    initialised.map(([name, value]) => `\t${name.padEnd(width)} = ${value}`),
    api !== null && ['', '\taccessToken string', '\texpiresAt   time.Time'],
    ')',
    '',
  ];
}

function tokenFunction({ token, api }: SnippetPlan): Lines {
  return [
    api === null ? 'func fetchToken() string {' : 'func getToken(renew bool) string {',
    indent(
      [
        api !== null && [
          'if !renew && accessToken != "" && time.Now().Add(5*time.Second).Before(expiresAt) {',
          '\treturn accessToken',
          '}',
        ],
        tokenRequest(token),
        'response, err := client.Do(request)',
        FATAL,
        'defer response.Body.Close()',
        'body, err := io.ReadAll(response.Body)',
        FATAL,
        'if response.StatusCode != http.StatusOK {',
        '\tlog.Fatalf("no token: %s %s", response.Status, body)',
        '}',
        'var answer struct {',
        api === null ? '\tAccessToken string `json:"access_token"`' : ANSWER_WITH_LIFETIME,
        '}',
        'if err := json.Unmarshal(body, &answer); err != nil {',
        '\tlog.Fatal(err)',
        '}',
        api === null ? 'return answer.AccessToken' : KEEP_TOKEN,
      ],
      TAB,
    ),
    '}',
  ];
}

function tokenRequest(token: TokenCall): Lines {
  const { body } = token;
  const headers = headersBesideForm(token);
  const sendsType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const form = body.kind === 'form';
  return [
    form && 'form := url.Values{}',
    form &&
      body.parameters.map(({ name, value }) => `form.Add(${goString(name)}, ${expression(value, tight)})`),
    `request, err := http.NewRequest("POST", ${goString(token.url)}, strings.NewReader(${
      form ? 'form.Encode()' : expression(body.value, body.value.length > 1 ? tight : syntax)
    }))`,
    FATAL,
    form && !sendsType && 'request.Header.Set("Content-Type", "application/x-www-form-urlencoded")',
    headerCalls(headers),
    basicCall(token),
  ];
}

function apiFunction(api: ApiCall): Lines {
  const body = api.body === null ? 'nil' : `strings.NewReader(${goString(api.body)})`;
  return [
    'func callAPI(token string) (int, []byte) {',
    indent(
      [
        `request, err := http.NewRequest(${goString(api.method)}, ${goString(api.url)}, ${body})`,
        FATAL,
        headerCalls(api.headers),
        'request.Header.Set("Authorization", "Bearer "+token)',
        'response, err := client.Do(request)',
        FATAL,
        'defer response.Body.Close()',
        'content, err := io.ReadAll(response.Body)',
        FATAL,
        'return response.StatusCode, content',
      ],
      TAB,
    ),
    '}',
  ];
}

function headerCalls(headers: readonly HeaderPlan[]): string[] {
  return headers.map(
    ({ name, value }) => `request.Header.Set(${goString(name)}, ${expression(value, tight)})`,
  );
}

function basicCall({ basic }: TokenCall): Lines {
  if (basic === null) return [];
  const id = goString(basic.clientId);
  const secret = camelCase(basic.variable);
  return basic.encoding === 'form'
    ? [
        '// RFC 6749, section 2.3.1: both are form encoded before they are joined.',
        `request.SetBasicAuth(url.QueryEscape(${id}), url.QueryEscape(${secret}))`,
      ]
    : [`request.SetBasicAuth(${id}, ${secret})`];
}

function newClient({ tls, timeLimitMs }: SnippetPlan): Lines {
  const plain = tls.verify && tls.caFile === null;
  return [
    'func newClient() *http.Client {',
    indent(
      [
        tlsConfig(tls),
        'return &http.Client{',
        !plain && '\tTransport: &http.Transport{TLSClientConfig: config, Proxy: http.ProxyFromEnvironment},',
        plain
          ? `\tTimeout: ${timeLimitMs} * time.Millisecond,`
          : `\tTimeout:   ${timeLimitMs} * time.Millisecond,`,
        '\tCheckRedirect: func(*http.Request, []*http.Request) error {',
        '\t\treturn http.ErrUseLastResponse // a redirect would carry the secret elsewhere',
        '\t},',
        '}',
      ],
      TAB,
    ),
    '}',
  ];
}

function tlsConfig({ verify, caFile }: TlsPlan): Lines {
  if (!verify) {
    return [
      '// TLS verification is OFF: anyone in between can read the secret and the token.',
      'config := &tls.Config{InsecureSkipVerify: true}',
    ];
  }
  if (caFile === null) return [];
  return [
    'roots, err := x509.SystemCertPool()',
    FATAL,
    `pem, err := os.ReadFile("${CA_FILE}")`,
    FATAL,
    'roots.AppendCertsFromPEM(pem)',
    'config := &tls.Config{RootCAs: roots}',
  ];
}

const TAB = '\t';

const FATAL: Lines = ['if err != nil {', '\tlog.Fatal(err)', '}'];

const TOKEN_MAIN: Lines = ['func main() {', '\tfmt.Println(fetchToken())', '}'];

const API_MAIN: Lines = [
  'func main() {',
  '\tstatus, content := callAPI(getToken(false))',
  '\tif status == http.StatusUnauthorized { // expired or revoked sooner than expected',
  '\t\tstatus, content = callAPI(getToken(true))',
  '\t}',
  '\tfmt.Println(status, string(content))',
  '}',
];

/** A json.Number accepts `"299"` and `299`, and is empty if absent. */
const ANSWER_WITH_LIFETIME: Lines = [
  '\tAccessToken string      `json:"access_token"`',
  '\tExpiresIn   json.Number `json:"expires_in"`',
];

const KEEP_TOKEN: Lines = [
  'accessToken = answer.AccessToken',
  'expiresAt = time.Now().AddDate(100, 0, 0)',
  'if seconds, err := answer.ExpiresIn.Int64(); err == nil {',
  '\texpiresAt = time.Now().Add(time.Duration(seconds) * time.Second)',
  '}',
  'return accessToken',
];

const ENV: Lines = [
  '',
  'func env(name string) string {',
  '\tvalue := os.Getenv(name)',
  '\tif value == "" {',
  '\t\tlog.Fatalf("set the environment variable %s", name)',
  '\t}',
  '\treturn value',
  '}',
];
