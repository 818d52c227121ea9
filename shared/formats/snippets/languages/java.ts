import { CA_FILE } from '../../../tls/ca-file.ts';
import { headersBesideForm } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { javaString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  needsFormEncoder,
  type SnippetPlan,
  type TokenCall,
} from '../plan.ts';
import { camelCase, expression, type Syntax } from '../value.ts';
import { TRUST_CA_FILE, TRUST_EVERYTHING } from './java-tls.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: javaString,
  variable: camelCase,
  encodeForm: (value) => `encode(${value})`,
  plus: ' + ',
};

/** One source file without build or libraries, although a JSON library would parse better. */
export const java: Language = {
  fileName: (target) => `${className(target === 'api')}.java`,
  command: (target) => `java ${java.fileName(target)}`,
  write: (plan) =>
    program(
      '// Java 17 or later.',
      imports(plan),
      '',
      `public class ${className(plan.api !== null)} {`,
      indent(
        [
          plan.environment.map((name) => `static final String ${camelCase(name)} = env("${name}");`),
          plan.api !== null && ['static String accessToken;', 'static Instant expiresAt = Instant.MIN;'],
          (plan.environment.length > 0 || plan.api !== null) && '',
          plan.api === null ? tokenProgram(plan) : apiProgram(plan, plan.api),
          helpers(plan),
        ],
        INDENT,
      ),
      '}',
    ),
  notes: ({ tls }) =>
    tls.caFile === null ? [] : [`The program trusts ${CA_FILE} instead of Java's own CAs.`],
};

function className(callsApi: boolean): string {
  return callsApi ? 'CallApi' : 'Token';
}

function imports({ token, api, tls, environment }: SnippetPlan): string[] {
  const encodes = needsFormEncoder(token) || token.body.kind === 'form';
  const names: [name: string, used: boolean][] = [
    ['java.net.Socket', !tls.verify],
    ['java.net.URI', true],
    ['java.net.URLEncoder', encodes],
    ['java.net.http.HttpClient', true],
    ['java.net.http.HttpRequest', true],
    ['java.net.http.HttpRequest.BodyPublishers', true],
    ['java.net.http.HttpResponse', true],
    ['java.net.http.HttpResponse.BodyHandlers', true],
    ['java.nio.charset.StandardCharsets', encodes || token.basic !== null],
    ['java.nio.file.Files', tls.caFile !== null],
    ['java.nio.file.Path', tls.caFile !== null],
    ['java.security.KeyStore', tls.caFile !== null],
    ['java.security.cert.CertificateFactory', tls.caFile !== null],
    ['java.security.cert.X509Certificate', !tls.verify],
    ['java.time.Duration', true],
    ['java.time.Instant', api !== null],
    ['java.util.Base64', token.basic !== null],
    ['java.util.Objects', environment.length > 0 || api !== null],
    ['java.util.StringJoiner', token.body.kind === 'form'],
    ['java.util.regex.Matcher', api !== null],
    ['java.util.regex.Pattern', api !== null],
    ['javax.net.ssl.SSLContext', !tls.verify || tls.caFile !== null],
    ['javax.net.ssl.SSLEngine', !tls.verify],
    ['javax.net.ssl.TrustManager', !tls.verify],
    ['javax.net.ssl.TrustManagerFactory', tls.caFile !== null],
    ['javax.net.ssl.X509ExtendedTrustManager', !tls.verify],
  ];
  return names.filter(([, used]) => used).map(([name]) => `import ${name};`);
}

function tokenProgram(plan: SnippetPlan): Lines {
  return [
    'public static void main(String[] args) throws Exception {',
    indent([client(plan), tokenSend(plan), NO_TOKEN, 'System.out.println(response.body());'], INDENT),
    '}',
  ];
}

function apiProgram(plan: SnippetPlan, api: ApiCall): Lines {
  return [
    'public static void main(String[] args) throws Exception {',
    indent(
      [
        client(plan),
        'var response = callApi(client, getToken(client, false));',
        'if (response.statusCode() == 401) {',
        '    // Expired or revoked sooner than expected.',
        '    response = callApi(client, getToken(client, true));',
        '}',
        'System.out.println(response.statusCode() + " " + response.body());',
      ],
      INDENT,
    ),
    '}',
    '',
    'static String getToken(HttpClient client, boolean renew) throws Exception {',
    indent(
      [
        'if (!renew && accessToken != null && Instant.now().isBefore(expiresAt.minusSeconds(5))) {',
        '    return accessToken;',
        '}',
        tokenSend(plan),
        NO_TOKEN,
        'accessToken = find("\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"\\\\\\\\]+)\\"", response.body());',
        'var expiresIn = find("\\"expires_in\\"\\\\s*:\\\\s*\\"?(\\\\d+)", response.body());',
        'expiresAt = expiresIn == null ? Instant.MAX : Instant.now().plusSeconds(Long.parseLong(expiresIn));',
        'return Objects.requireNonNull(accessToken, "no access_token in the response");',
      ],
      INDENT,
    ),
    '}',
    '',
    'static HttpResponse<String> callApi(HttpClient client, String token) throws Exception {',
    indent(
      [
        `var request = HttpRequest.newBuilder(URI.create(${javaString(api.url)}))`,
        indent(
          [
            headerCalls(api.headers),
            '.header("Authorization", "Bearer " + token)',
            timeout(plan),
            `.method(${javaString(api.method)}, ${apiBody(api)})`,
            '.build();',
          ],
          CONTINUED,
        ),
        'return client.send(request, BodyHandlers.ofString());',
      ],
      INDENT,
    ),
    '}',
  ];
}

function client({ tls }: SnippetPlan): Lines {
  if (tls.verify && tls.caFile === null) return ['var client = HttpClient.newHttpClient();'];
  return [
    !tls.verify && '// TLS verification is OFF: anyone in between can read the secret and the token.',
    `var client = HttpClient.newBuilder().sslContext(${tls.verify ? 'trustCaFile' : 'trustEverything'}()).build();`,
  ];
}

function tokenSend(plan: SnippetPlan): Lines {
  const { token } = plan;
  const form = token.body.kind === 'form';
  const headers = headersBesideForm(token);
  const sendsType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return [
    token.body.kind === 'form' && formCall(token.body.parameters),
    `var request = HttpRequest.newBuilder(URI.create(${javaString(token.url)}))`,
    indent(
      [
        headerCalls(headers),
        form && !sendsType && '.header("Content-Type", "application/x-www-form-urlencoded")',
        basicHeader(token),
        timeout(plan),
        token.body.kind === 'raw'
          ? `.POST(BodyPublishers.ofString(${expression(token.body.value, syntax)}))`
          : '.POST(BodyPublishers.ofString(form))',
        '.build();',
      ],
      CONTINUED,
    ),
    'var response = client.send(request, BodyHandlers.ofString());',
  ];
}

function formCall(parameters: readonly { name: string; value: Parameters<typeof expression>[0] }[]): Lines {
  const pairs = parameters.map(({ name, value }) => `${javaString(name)}, ${expression(value, syntax)}`);
  return [
    'var form = form(',
    indent(
      pairs.map((pair, index) => (index === pairs.length - 1 ? `${pair});` : `${pair},`)),
      CONTINUED,
    ),
  ];
}

function headerCalls(headers: readonly HeaderPlan[]): string[] {
  return headers.map(({ name, value }) => `.header(${javaString(name)}, ${expression(value, syntax)})`);
}

function basicHeader({ basic }: TokenCall): Lines {
  if (basic === null) return [];
  const id = javaString(basic.clientId);
  const secret = camelCase(basic.variable);
  return basic.encoding === 'form'
    ? [`.header("Authorization", basic(encode(${id}), encode(${secret})))`]
    : [`.header("Authorization", basic(${id}, ${secret}))`];
}

function apiBody({ body }: ApiCall): string {
  return body === null ? 'BodyPublishers.noBody()' : `BodyPublishers.ofString(${javaString(body)})`;
}

function timeout({ timeLimitMs }: SnippetPlan): string {
  return `.timeout(Duration.ofMillis(${timeLimitMs}))`;
}

function helpers(plan: SnippetPlan): Lines {
  const { token, api, tls, environment } = plan;
  const form = token.body.kind === 'form';
  return [
    form && FORM,
    (form || needsFormEncoder(token)) && ENCODE,
    token.basic !== null && BASIC,
    api !== null && FIND,
    environment.length > 0 && ENV,
    !tls.verify && ['', ...TRUST_EVERYTHING],
    tls.caFile !== null && ['', ...TRUST_CA_FILE],
  ];
}

const INDENT = '    ';
const CONTINUED = '        ';

const NO_TOKEN: Lines = [
  'if (response.statusCode() != 200) {',
  '    throw new IllegalStateException("No token: " + response.statusCode() + " " + response.body());',
  '}',
];

const FORM: Lines = [
  '',
  'static String form(String... namesAndValues) {',
  '    var form = new StringJoiner("&");',
  '    for (int i = 0; i < namesAndValues.length; i += 2) {',
  '        form.add(encode(namesAndValues[i]) + "=" + encode(namesAndValues[i + 1]));',
  '    }',
  '    return form.toString();',
  '}',
];

const ENCODE: Lines = [
  '',
  'static String encode(String text) {',
  '    return URLEncoder.encode(text, StandardCharsets.UTF_8);',
  '}',
];

const BASIC: Lines = [
  '',
  'static String basic(String id, String secret) {',
  '    var pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);',
  '    return "Basic " + Base64.getEncoder().encodeToString(pair);',
  '}',
];

const FIND: Lines = [
  '',
  '// Enough for a token; use your JSON library where you have one.',
  'static String find(String pattern, String text) {',
  '    Matcher matcher = Pattern.compile(pattern).matcher(text);',
  '    return matcher.find() ? matcher.group(1) : null;',
  '}',
];

const ENV: Lines = [
  '',
  'static String env(String name) {',
  '    return Objects.requireNonNull(System.getenv(name), "Set the environment variable " + name);',
  '}',
];
