// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of the program that is written.
import { headersBesideForm, isContentHeader } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { csharpString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  needsFormEncoder,
  type SnippetPlan,
  type TlsPlan,
  type TokenCall,
} from '../plan.ts';
import { camelCase, expression, type Syntax } from '../value.ts';
import { CA_HANDLER, UNVERIFIED_HANDLER, VERIFIED_HANDLER } from './csharp-tls.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: csharpString,
  variable: camelCase,
  encodeForm: (value) => `EncodeForm(${value})`,
  plus: ' + ',
};

/** A console program with top-level statements and no packages. */
export const csharp: Language = {
  fileName: () => 'Program.cs',
  command: () => 'dotnet run',
  write: (plan) =>
    program(
      '// .NET 8 or later.',
      usings(plan).map((name) => `using ${name};`),
      '',
      plan.environment.map((name) => `var ${camelCase(name)} = Env("${name}");`),
      handler(plan.tls),
      `using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMilliseconds(${plan.timeLimitMs}) };`,
      '',
      plan.api === null ? tokenProgram(plan) : apiProgram(plan, plan.api),
      plan.environment.length > 0 && ENV,
      needsFormEncoder(plan.token) && ENCODE_FORM,
    ),
};

function usings({ token, api, tls }: SnippetPlan): string[] {
  const names: [name: string, used: boolean][] = [
    ['System', true],
    ['System.Collections.Generic', token.body.kind === 'form'],
    ['System.Net.Http', true],
    ['System.Net.Http.Headers', api !== null || token.basic !== null],
    ['System.Net.Security', !tls.verify],
    ['System.Security.Cryptography.X509Certificates', tls.caFile !== null],
    ['System.Text', token.basic !== null || token.body.kind === 'raw' || Boolean(api?.body)],
    ['System.Text.Json', true],
    ['System.Threading.Tasks', api !== null],
  ];
  return names.filter(([, used]) => used).map(([name]) => name);
}

function handler({ verify, caFile }: TlsPlan): Lines {
  if (!verify) return UNVERIFIED_HANDLER;
  return caFile === null ? VERIFIED_HANDLER : CA_HANDLER;
}

function tokenProgram({ token }: SnippetPlan): Lines {
  return [
    tokenSend(token),
    NO_TOKEN,
    '',
    'using var answer = JsonDocument.Parse(body);',
    'Console.WriteLine(answer.RootElement.GetProperty("access_token").GetString());',
  ];
}

function apiProgram({ token }: SnippetPlan, api: ApiCall): Lines {
  return [
    'string? accessToken = null;',
    'var expiresAt = DateTime.MinValue;',
    '',
    'var result = await CallApi(await GetToken());',
    '// Expired or revoked sooner than expected?',
    'if ((int)result.StatusCode == 401) result = await CallApi(await GetToken(renew: true));',
    'Console.WriteLine($"{(int)result.StatusCode} {await result.Content.ReadAsStringAsync()}");',
    '',
    'async Task<string> GetToken(bool renew = false)',
    '{',
    indent(
      [
        'if (!renew && accessToken != null && DateTime.UtcNow.AddSeconds(5) < expiresAt) return accessToken;',
        tokenSend(token),
        NO_TOKEN,
        'using var answer = JsonDocument.Parse(body);',
        'accessToken = answer.RootElement.GetProperty("access_token").GetString()!;',
        'expiresAt = answer.RootElement.TryGetProperty("expires_in", out var expiresIn)',
        '    ? DateTime.UtcNow.AddSeconds(double.Parse(expiresIn.ToString()))',
        '    : DateTime.MaxValue;',
        'return accessToken;',
      ],
      INDENT,
    ),
    '}',
    '',
    'async Task<HttpResponseMessage> CallApi(string token)',
    '{',
    indent(
      [
        `using var request = new HttpRequestMessage(new HttpMethod(${csharpString(api.method)}), ${csharpString(api.url)});`,
        apiContent(api),
        headerCalls(api.headers),
        'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);',
        'return await client.SendAsync(request);',
      ],
      INDENT,
    ),
    '}',
  ];
}

function tokenSend(token: TokenCall): Lines {
  return [
    `using var request = new HttpRequestMessage(HttpMethod.Post, ${csharpString(token.url)});`,
    tokenContent(token),
    headerCalls(headersBesideForm(token)),
    basicHeader(token),
    'using var response = await client.SendAsync(request);',
    'var body = await response.Content.ReadAsStringAsync();',
  ];
}

function tokenContent({ body }: TokenCall): Lines {
  if (body.kind === 'raw') return [bytesContent(expression(body.value, syntax))];
  return [
    'request.Content = new FormUrlEncodedContent(new KeyValuePair<string, string>[]',
    '{',
    indent(
      body.parameters.map(({ name, value }) => `new(${csharpString(name)}, ${expression(value, syntax)}),`),
      INDENT,
    ),
    '});',
  ];
}

/** .NET only allows content headers on a content object. */
function apiContent({ body, headers }: ApiCall): Lines {
  if (body !== null) return [bytesContent(csharpString(body))];
  return headers.some(isContentHeader)
    ? ['request.Content = new ByteArrayContent(Array.Empty<byte>());']
    : [];
}

function bytesContent(text: string): string {
  return `request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(${text}));`;
}

function headerCalls(headers: readonly HeaderPlan[]): Lines {
  return headers.map((header) => {
    const owner = isContentHeader(header) ? 'request.Content.Headers' : 'request.Headers';
    const name = csharpString(header.name);
    const add = `${owner}.TryAddWithoutValidation(${name}, ${expression(header.value, syntax)});`;
    // The content already has one.
    return header.name.toLowerCase() === 'content-type' ? [`${owner}.Remove(${name});`, add] : [add];
  });
}

function basicHeader({ basic }: TokenCall): Lines {
  if (basic === null) return [];
  const encode = (value: string) => (basic.encoding === 'form' ? `EncodeForm(${value})` : value);
  const pair = `${encode(csharpString(basic.clientId))} + ":" + ${encode(camelCase(basic.variable))}`;
  return [
    `var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(${pair}));`,
    'request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);',
  ];
}

const INDENT = '    ';

const NO_TOKEN: Lines = [
  'if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"No token: {(int)response.StatusCode} {body}");',
];

const ENV: Lines = [
  '',
  'static string Env(string name) =>',
  '    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set the environment variable {name}.");',
];

const ENCODE_FORM: Lines = [
  '',
  '// RFC 6749, section 2.3.1 and appendix B',
  'static string EncodeForm(string text) => Uri.EscapeDataString(text).Replace("%20", "+");',
];
