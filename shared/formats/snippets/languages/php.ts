import { CA_FILE } from '../../../tls/ca-file.ts';
import { headersBesideForm } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { phpString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  hasUniqueNames,
  type SnippetPlan,
  type TlsPlan,
  type TokenCall,
} from '../plan.ts';
import { camelCase, expression, type Syntax, type Value } from '../value.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: phpString,
  variable: (name) => `$${camelCase(name)}`,
  encodeForm: (value) => `urlencode(${value})`,
  plus: ' . ',
};

export const php: Language = {
  fileName: (target) => `${target === 'token' ? 'token' : 'call-api'}.php`,
  command: (target) => `php ${php.fileName(target)}`,
  write: (plan) =>
    program(
      '<?php',
      '// PHP 8 or later with the curl extension.',
      plan.environment.map(
        (name) =>
          `$${camelCase(name)} = getenv('${name}') ?: throw new RuntimeException('Set the environment variable ${name}.');`,
      ),
      '',
      plan.api === null ? tokenProgram(plan) : apiProgram(plan, plan.api),
      '',
      sendFunction(plan),
    ),
  notes: ({ tls }) => (tls.caFile === null ? [] : [`curl trusts ${CA_FILE} instead of its own CAs.`]),
};

function tokenProgram(plan: SnippetPlan): Lines {
  return [tokenSend(plan.token), NO_TOKEN, '', 'echo json_decode($body)->access_token, PHP_EOL;'];
}

function apiProgram(plan: SnippetPlan, api: ApiCall): Lines {
  const captured = plan.environment.map((name) => `$${camelCase(name)}`);
  const use = [...captured, '&$accessToken', '&$expiresAt'].join(', ');
  return [
    '$accessToken = null;',
    '$expiresAt = 0;',
    '',
    `$getToken = function (bool $renew = false) use (${use}) {`,
    indent(
      [
        'if (!$renew && $accessToken !== null && time() < $expiresAt - 5) {',
        '    return $accessToken;',
        '}',
        tokenSend(plan.token),
        NO_TOKEN,
        '$answer = json_decode($body);',
        '$accessToken = $answer->access_token;',
        '$expiresAt = isset($answer->expires_in) ? time() + (int) $answer->expires_in : PHP_INT_MAX;',
        'return $accessToken;',
      ],
      INDENT,
    ),
    '};',
    '',
    `$callApi = fn (string $token) => send(${phpString(api.url)}, [`,
    indent(
      [
        methodOptions(api),
        headersOption([...headerLines(api.headers), ...emptyBody(api), "'Authorization: Bearer ' . $token"]),
        api.body !== null && `CURLOPT_POSTFIELDS => ${phpString(api.body)},`,
      ],
      INDENT,
    ),
    ']);',
    '',
    '[$status, $body] = $callApi($getToken());',
    'if ($status === 401) { // expired or revoked sooner than expected',
    '    [$status, $body] = $callApi($getToken(true));',
    '}',
    "echo $status, ' ', $body, PHP_EOL;",
  ];
}

function methodOptions({ method }: ApiCall): string {
  return method === 'HEAD' ? 'CURLOPT_NOBODY => true,' : `CURLOPT_CUSTOMREQUEST => ${phpString(method)},`;
}

/** curl does not send `Content-Length: 0` for an empty POST by itself. */
function emptyBody({ method, body }: ApiCall): string[] {
  return body === null && /^(post|put|patch)$/i.test(method) ? [phpString('Content-Length: 0')] : [];
}

function tokenSend(token: TokenCall): Lines {
  return [
    `[$status, $body] = send(${phpString(token.url)}, [`,
    indent(
      [
        'CURLOPT_POST => true,',
        headersOption(headerLines(headersBesideForm(token))),
        basicOption(token),
        bodyOption(token),
      ],
      INDENT,
    ),
    ']);',
  ];
}

function basicOption({ basic }: TokenCall): Lines {
  if (basic === null) return [];
  const id = phpString(basic.clientId);
  const secret = `$${camelCase(basic.variable)}`;
  const pair =
    basic.encoding === 'form' ? `urlencode(${id}) . ':' . urlencode(${secret})` : `${id} . ':' . ${secret}`;
  return [`CURLOPT_USERPWD => ${pair},${basic.encoding === 'form' ? ' // RFC 6749, section 2.3.1' : ''}`];
}

function bodyOption({ body }: TokenCall): Lines {
  if (body.kind === 'raw') return [`CURLOPT_POSTFIELDS => ${expression(body.value, syntax)},`];
  if (hasUniqueNames(body.parameters)) {
    return [
      'CURLOPT_POSTFIELDS => http_build_query([',
      indent(
        body.parameters.map(({ name, value }) => `${phpString(name)} => ${expression(value, syntax)},`),
        INDENT,
      ),
      ']),',
    ];
  }
  // A PHP array stores each name once.
  return [
    "CURLOPT_POSTFIELDS => implode('&', [",
    indent(
      body.parameters.map(
        ({ name, value }) => `http_build_query([${phpString(name)} => ${expression(value, syntax)}]),`,
      ),
      INDENT,
    ),
    ']),',
  ];
}

function headersOption(entries: readonly string[]): Lines {
  if (entries.length === 0) return [];
  if (entries.length === 1) return [`CURLOPT_HTTPHEADER => [${entries[0]}],`];
  return [
    'CURLOPT_HTTPHEADER => [',
    indent(
      entries.map((entry) => `${entry},`),
      INDENT,
    ),
    '],',
  ];
}

/** In curl `Name;` is an empty header; `Name:` would remove it. */
function headerLines(headers: readonly HeaderPlan[]): string[] {
  return headers.map(({ name, value }) => {
    const isEmpty = value.every((part) => part === '');
    const line: Value = isEmpty ? [`${name};`] : joinText(`${name}: `, value);
    return expression(line, syntax);
  });
}

function joinText(text: string, [first, ...rest]: Value): Value {
  return typeof first === 'string' ? [text + first, ...rest] : [text, ...(first ? [first] : []), ...rest];
}

function sendFunction({ tls, timeLimitMs }: SnippetPlan): Lines {
  return [
    'function send(string $url, array $options): array',
    '{',
    indent(
      [
        '$curl = curl_init($url);',
        'curl_setopt_array($curl, $options + [',
        indent(
          ['CURLOPT_RETURNTRANSFER => true,', `CURLOPT_TIMEOUT_MS => ${timeLimitMs},`, tlsOptions(tls)],
          INDENT,
        ),
        ']);',
        '$body = curl_exec($curl);',
        'if ($body === false) {',
        '    throw new RuntimeException(curl_error($curl));',
        '}',
        'return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $body];',
      ],
      INDENT,
    ),
    '}',
  ];
}

function tlsOptions({ verify, caFile }: TlsPlan): Lines {
  if (!verify) {
    return [
      '// TLS verification is OFF: anyone in between can read the secret and the token.',
      'CURLOPT_SSL_VERIFYPEER => false,',
      'CURLOPT_SSL_VERIFYHOST => 0,',
    ];
  }
  return caFile === null ? [] : [`CURLOPT_CAINFO => '${CA_FILE}',`];
}

const INDENT = '    ';

const NO_TOKEN: Lines = [
  'if ($status !== 200) {',
  '    throw new RuntimeException("No token: $status $body");',
  '}',
];
