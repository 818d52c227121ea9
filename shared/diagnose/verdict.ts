import { makeVisible } from '../text/visible-text.ts';
import type { Cause } from './causes/cause.ts';
import { CAUSES, type CauseId, FAMILIES } from './causes/causes.ts';
import { challengeText, quotedWords } from './evidence/answer.ts';
import type { Evidence } from './evidence/evidence.ts';
import { describeChange } from './evidence/memory.ts';
import { header } from './evidence/response-facts.ts';
import type { Finding, FindingAction, Severity } from './finding.ts';
import { duration, list, quote, quoteBody } from './quote.ts';
import { type Confidence, rankCauses, type Weighed } from './rank.ts';

/** What there is to say about one exchange that failed: one headline, one cause or the few that remain, one first step. */
export interface Verdict {
  /** Stable: of the cause, or of its family where several causes remain. */
  readonly id: string;
  readonly severity: Severity;
  /** What happened, in at most eight words. */
  readonly headline: string;
  readonly confidence: Confidence;
  /** The cause in a sentence; where several remain, all of them. */
  readonly sentence: string;
  /** The causes that remain, the most likely first; empty where one is certain or likely. */
  readonly alternatives: readonly Alternative[];
  readonly firstStep: string;
  readonly actions: readonly FindingAction[];
  /** What the server itself said, quoted. */
  readonly said: string;
  readonly reference: string | null;
  /** Why this cause, for “More”: each piece of evidence in a sentence. */
  readonly because: readonly string[];
}

interface Alternative {
  readonly id: CauseId;
  /** A clause: “the client secret is wrong”. */
  readonly what: string;
  /** How to tell, as an imperative. */
  readonly check: string;
  readonly actions: readonly FindingAction[];
}

/** The verdict on an exchange that was refused, or whose answer is not what was asked for. */
export function buildVerdict(facts: Evidence): Verdict | null {
  const ranking = rankCauses(facts);
  if (!ranking) return null;
  const { confidence, causes } = ranking;
  const [first, ...others] = causes;
  const cause = CAUSES[first.id];
  const said = describeAnswer(facts);
  const because = [...new Set(first.signs.filter(({ weight }) => weight > 0).map((sign) => sign.because))];
  const step = cause.step(facts);
  const base = {
    severity: cause.severity ?? 'error',
    confidence,
    said,
    reference: cause.reference,
    because,
  } as const;
  const actions = step.actions ?? [];
  if (cause.general) return { ...base, ...describeGeneral(first.id, others, facts) };
  if (others.length === 0) {
    const isGuess = confidence !== 'certain';
    return {
      ...base,
      id: first.id,
      headline: isGuess ? `Most likely ${cause.what}` : capitalise(cause.what),
      sentence: join(memorySentence(facts), textOf(cause.why, facts)),
      alternatives: [],
      firstStep: step.nextStep,
      actions: isGuess ? withoutRisk(actions) : actions,
    };
  }
  const family = FAMILIES[familyOf(causes)];
  return {
    ...base,
    id: family.id,
    headline: headlineOf(facts, family.headline, causes),
    sentence: join(
      memorySentence(facts),
      `Possible causes: ${list(
        causes.map(({ id }) => CAUSES[id].what),
        'or',
      )}.`,
    ),
    alternatives: causes.map(({ id }) => alternativeOf(id, facts)),
    firstStep: join(
      facts.answer.hasUnreadWords ? READ_FIRST : '',
      step.nextStep,
      `Otherwise ${list(
        others.map(({ id }) => textOf(CAUSES[id].check, facts)),
        'or',
      )}.`,
    ),
    actions: withoutRisk([...actions, ...others.flatMap(({ id }) => CAUSES[id].step(facts).actions ?? [])]),
  };
}

/** Where the server says something that only a person can read. */
const READ_FIRST = 'Read the server’s message first.';

/** The refusal itself is certain; what may be behind it follows. */
function describeGeneral(id: CauseId, others: readonly Weighed[], facts: Evidence) {
  const { what, why, step } = CAUSES[id];
  const { nextStep, actions = [] } = step(facts);
  const behind = list(
    others.map((other) => CAUSES[other.id].what),
    'or',
  );
  return {
    id,
    headline: capitalise(what),
    sentence: join(memorySentence(facts), behind === '' ? textOf(why, facts) : `Possible causes: ${behind}.`),
    alternatives: others.map((other) => alternativeOf(other.id, facts)),
    firstStep: join(facts.answer.hasUnreadWords && !/message/.test(nextStep) ? READ_FIRST : '', nextStep),
    actions: withoutRisk(actions),
  };
}

/** A verdict as a finding. */
export function findingOf({
  id,
  severity,
  headline,
  sentence,
  said,
  reference,
  firstStep,
  actions,
}: Verdict): Finding {
  return {
    id,
    severity,
    title: headline,
    seen: said,
    why: sentence,
    reference,
    nextStep: firstStep,
    actions,
  };
}

/** The family of most causes; of the first where none has most. */
function familyOf(causes: readonly Weighed[]): Cause['family'] {
  const families = causes.map(({ id }) => CAUSES[id].family);
  const count = (family: Cause['family']) => families.filter((other) => other === family).length;
  const [first = 'request'] = families;
  return families.find((family) => count(family) > count(first)) ?? first;
}

/** Where causes of different families remain, only the refusal itself is certain. */
function headlineOf({ exchange, status }: Evidence, headline: string, causes: readonly Weighed[]): string {
  const families = new Set(causes.map(({ id }) => CAUSES[id].family));
  if (families.size === 1) return headline;
  return exchange.purpose === 'api'
    ? `The API refused the call (${status})`
    : `The server refused the request (${status})`;
}

function alternativeOf(id: CauseId, facts: Evidence): Alternative {
  const { what, check, step } = CAUSES[id];
  return { id, what, check: textOf(check, facts), actions: withoutRisk(step(facts).actions ?? []) };
}

/** A guess never offers what lowers security, and each thing only once. */
function withoutRisk(actions: readonly FindingAction[]): FindingAction[] {
  const seen = new Set<string>();
  return actions.filter((action) => {
    const key = JSON.stringify(action);
    if (action.kind === 'drop-dpop' || action.kind === 'verification-off' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** “It worked 9 seconds ago; since then you changed the secret.” */
function memorySentence({ memory, exchange }: Evidence): string {
  if (!memory) return '';
  const age = duration(Math.max(exchange.startedAt - memory.lastSuccessAt, 0));
  if (memory.changed.length === 0) return `The same request worked ${age} ago.`;
  return `It worked ${age} ago; since then you changed ${list(memory.changed.slice(0, 3).map((change) => describeChange(change, memory)))}.`;
}

/** What the answer was, in one line: the status, the code, the server’s words, and the headers that matter for it. */
function describeAnswer(facts: Evidence): string {
  const { status, answer, exchange, serverLog } = facts;
  const words = quotedWords(facts);
  const code = answer.code ?? answer.codes.find((candidate) => !/^\d+$/.test(candidate)) ?? null;
  const challenge = challengeText(facts);
  const phrase = exchange.response?.statusText ?? '';
  const named =
    code !== null
      ? `, ${makeVisible(code.slice(0, 80))}`
      : phrase !== '' && words === null
        ? ` ${quote(phrase, 40)}`
        : '';
  const parts = [
    `Status ${status}${named}${words !== null && words !== code ? `: ${quote(words, 300)}` : ''}`,
    ...(challenge !== null && !challenge.includes(words ?? '\0')
      ? [`WWW-Authenticate: ${quote(challenge, 200)}`]
      : []),
    ...TELLING_HEADERS.filter(([statuses]) => statuses.includes(status)).map(
      ([, name]) => `${name}: ${header(facts, name) ?? 'none'}`,
    ),
    ...(words === null && answer.format === 'empty' ? ['the body is empty'] : []),
    ...(words === null && code === null && facts.text !== '' && answer.format !== 'html'
      ? [quoteBody(facts.text)]
      : []),
  ];
  const line = parts.join('; ');
  const log = serverLog === null ? '' : ` Token server log: ${quote(serverLog, 200)}`;
  return `${line}${/[”.…]$/.test(line) ? '' : '.'}${log}`;
}

/** Headers that say what to do about a status. */
const TELLING_HEADERS: readonly (readonly [statuses: readonly number[], name: string])[] = [
  [[405], 'Allow'],
  [[429, 503], 'Retry-After'],
];

function textOf(text: string | ((facts: Evidence) => string), facts: Evidence): string {
  return typeof text === 'string' ? text : text(facts);
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
