import type { Cause } from '../../../../shared/diagnose/causes/cause.ts';
import type { CauseId } from '../../../../shared/diagnose/causes/causes.ts';
import type { Finding, FindingAction, Severity } from '../../../../shared/diagnose/finding.ts';
import type { Rule } from '../../../../shared/diagnose/rule.ts';

/** What the recorded answers show of a cause. */
export interface CauseExample {
  readonly because: ReadonlySet<string>;
  readonly firstStep: string;
}

/** What a rule said about one recorded answer. */
export interface Example {
  readonly from: string;
  readonly finding: Finding;
}

const CHAPTERS: readonly (readonly [ids: RegExp, title: string])[] = [
  [/^(transport-|proxy-|http-on-https-port$)/, 'The connection'],
  [/^(tls|sent)-/, 'TLS and what was sent in clear'],
  [/^http-/, 'HTTP, whoever answers'],
  [/^oauth-error-/, 'Errors that are not as RFC 6749 has them'],
  [/^oauth-/, 'Errors of the token endpoint'],
  [/^(assertion|client-certificate)-/, 'Client assertions and certificates'],
  [/^answer-/, 'Answers that are none of a token endpoint'],
  [/^(token|clock)-/, 'Tokens with something off'],
  [/^dpop-/, 'Proofs of a key (DPoP)'],
  [/^api-/, 'Answers of an API'],
  [/^metadata-/, 'The server’s metadata'],
  [/^(introspection|revocation|operation)-/, 'Introspection and revocation'],
  [/^jwks-/, 'The server’s keys'],
  [/^lint-/, 'Before sending'],
];

const SEVERITIES: Readonly<Record<Severity, string>> = {
  fatal: 'Fatal',
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

/** What a button does, in a word or two. Exhaustive: a new action needs its words here. */
const ACTIONS: Readonly<Record<FindingAction['kind'], string>> = {
  'switch-basic-encoding': 'send Basic in the other encoding',
  'switch-auth-method': 'send the credentials in the other way',
  'drop-scopes': 'leave the scopes out',
  'add-scopes': 'ask for the scopes too',
  'add-resource': 'get a token for the API and retry',
  'drop-targets': 'leave the resources out',
  'drop-authorization-details': 'leave authorization_details out',
  'use-url': 'use the other address',
  'trust-ca': 'trust the authority',
  'trust-ca-everywhere': 'trust the authority in all workspaces',
  'pin-certificate': 'pin the certificate',
  'verification-off': 'turn verification off',
  'start-token-server': 'start the token server',
  'raise-time-limit': 'wait longer',
  'use-dpop': 'prove a key (DPoP)',
  'drop-dpop': 'do without DPoP',
  'new-proof-key': 'make a key of an accepted algorithm',
  'mend-proof': 'send a correct proof',
  'switch-audience': 'address the assertion to the other audience',
  'switch-assertion-type': 'use the other type',
  'shorten-assertion': 'let the assertion live shorter',
  'name-key': 'name the key by its kid',
  'mend-assertion': 'send a correct assertion',
  'present-certificate': 'present a certificate of the workspace',
  'choose-key': 'open the keys and certificates',
  'new-token-and-retry': 'get a new token',
  retry: 'try again',
};

/** docs/FINDINGS.md: every finding the code has, each with an example from the recorded answers. */
export function findingsPage(
  rules: readonly Rule[],
  examples: ReadonlyMap<string, readonly Example[]>,
  causes: Readonly<Record<CauseId, Cause>>,
  causeExamples: ReadonlyMap<string, CauseExample>,
): string {
  const chapterOf = ({ id }: Rule) => CHAPTERS.findIndex(([pattern]) => pattern.test(id));
  const chapters = CHAPTERS.map(([, title], index) => ({
    title,
    own: rules.filter((rule) => chapterOf(rule) === index),
  }));
  const listed = chapters.flatMap(({ own }) => own);
  const lost = rules.filter((rule) => !listed.includes(rule));
  if (lost.length > 0) throw new Error(`No chapter for ${lost.map(({ id }) => id).join(', ')}`);
  return [
    '# Findings',
    '',
    `What the error doctor can say about a request and its response: ${rules.length} findings about what is plainly visible, and ${Object.keys(causes).length} causes that it weighs. Ids are stable.`,
    '',
    'Severities: **fatal**, nothing came of the request; **error**, the server refused; **warning**, it worked but is off;',
    '**note**, worth knowing. At most six are shown for an exchange, the gravest first.',
    '',
    'This page is generated from the code and from `test/fixtures/recorded` by `npm run docs:findings`; a unit test fails',
    'when it is out of date.',
    '',
    '## Causes of a refusal',
    '',
    'Every cause is weighed by the evidence: what was sent, what the server answered, what is known of it, and what worked before.',
    'A cause is stated when nothing else fits, called most likely when it leads clearly, and else listed with the others.',
    '',
    '| Cause | Id | Evidence, for example | First step, for example |',
    '|---|---|---|---|',
    ...Object.entries(causes).map(([id, cause]) => causeRow(id, cause, causeExamples.get(id))),
    '',
    ...chapters.flatMap(({ title, own }) => [
      `## ${title}`,
      '',
      ...own.flatMap((rule) => section(rule, examples.get(rule.id) ?? [])),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function causeRow(id: string, { what }: Cause, example: CauseExample | undefined): string {
  const because = [...(example?.because ?? [])].slice(0, 4).join(' ');
  const cells = [
    what.charAt(0).toUpperCase() + what.slice(1),
    `\`${id}\``,
    escapeMarkdown(because) || '–',
    escapeMarkdown(example?.firstStep ?? '') || '–',
  ];
  return `| ${cells.join(' | ')} |`;
}

function section({ id, severity, title, why, reference }: Rule, examples: readonly Example[]): string[] {
  const [example] = examples;
  if (!example) throw new Error(`No recorded answer produces ${id}`);
  const kinds = [...new Set(examples.flatMap(({ finding }) => finding.actions.map(({ kind }) => kind)))];
  return [
    `### ${title}`,
    '',
    `\`${id}\` · ${SEVERITIES[severity]}${reference === null ? '' : ` · ${reference}`}`,
    '',
    escapeMarkdown(why),
    '',
    `- Seen, for example (${escapeMarkdown(example.from)}): ${escapeMarkdown(example.finding.seen)}`,
    `- Next step: ${escapeMarkdown(example.finding.nextStep)}`,
    ...(kinds.length > 0 ? [`- One click: ${kinds.map((kind) => ACTIONS[kind]).join('; ')}`] : []),
    '',
  ];
}

/** Markdown's own characters, as far as they occur in sentences. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
