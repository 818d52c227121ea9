import type { Evidence } from './evidence/evidence.ts';
import type { Finding, FindingAction, Severity } from './finding.ts';

/** One thing that can be noticed about an exchange. The fixed part of a finding stands here, for the documentation too. */
export interface Rule {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  readonly reference: string | null;
  /** Findings that this one explains better, or whose advice would contradict it: they are left out beside it. */
  readonly supersedes?: readonly string[];
  readonly check: (facts: Evidence) => Observation | null;
}

/** What a rule saw in one exchange. */
export interface Observation {
  /** Quoted from the exchange. */
  readonly seen: string;
  readonly nextStep: string;
  readonly actions?: readonly FindingAction[];
}

/** Every finding of a list of rules. */
export function applyRules(rules: readonly Rule[], facts: Evidence): Finding[] {
  return rules.flatMap((rule) => {
    const finding = applyRule(rule, facts);
    return finding ? [finding] : [];
  });
}

/** The finding of the first rule that has one: for causes of which only one can be true. */
export function applyFirst(rules: readonly Rule[], facts: Evidence): Finding[] {
  for (const rule of rules) {
    const finding = applyRule(rule, facts);
    if (finding) return [finding];
  }
  return [];
}

function applyRule(rule: Rule, facts: Evidence): Finding | null {
  const observation = rule.check(facts);
  if (!observation) return null;
  const { id, severity, title, why, reference } = rule;
  return { id, severity, title, why, reference, actions: [], ...observation };
}

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'info'];

/** The gravest first; equals stay in their order. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}

/** What remains when the findings that others explain better are left out. */
export function withoutSuperseded(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const present = new Set(findings.map(({ id }) => id));
  const superseded = new Set(
    rules.flatMap(({ id, supersedes }) => (present.has(id) ? (supersedes ?? []) : [])),
  );
  return findings.filter(({ id }) => !superseded.has(id));
}
