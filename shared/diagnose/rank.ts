import { EXCHANGE_PURPOSES } from '../http/exchange.ts';
import { PROOF, type Sign, STATED } from './causes/cause.ts';
import { CAUSES, type CauseId } from './causes/causes.ts';
import type { Evidence } from './evidence/evidence.ts';

/** `certain`: the only reading. `likely`: far more so than any other. `possible`: one of several. */
export type Confidence = 'certain' | 'likely' | 'possible';

export interface Weighed {
  readonly id: CauseId;
  readonly score: number;
  readonly signs: readonly Sign[];
}

export interface Ranking {
  readonly confidence: Confidence;
  /** The most likely first; more than one only where it is `possible`. */
  readonly causes: readonly [Weighed, ...Weighed[]];
}

/** Causes closer than this to the first cannot be told from it. */
const MARGIN = 3;
/** An answer that contradicts itself leaves more causes open. */
const CONTRADICTION_MARGIN = 12;
/** Beside what says only that something was refused, weaker suspicions are worth naming. */
const GENERAL_MARGIN = 4;
const MOST_ALTERNATIVES = 3;

/** The causes of each purpose. */
const CONCERNED = new Map(
  EXCHANGE_PURPOSES.map((purpose) => [
    purpose,
    (Object.keys(CAUSES) as CauseId[]).filter((id) => CAUSES[id].purposes.includes(purpose)),
  ]),
);

const isRaised = ({ signs }: Weighed) => signs.some((sign) => sign.isRaised);

/** Weighs every cause by the evidence. Null where nothing speaks for any. */
export function rankCauses(facts: Evidence): Ranking | null {
  const weighed = (CONCERNED.get(facts.exchange.purpose) ?? [])
    .map((id): Weighed => {
      const signs = CAUSES[id].weigh(facts);
      return { id, signs, score: signs.reduce((sum, { weight }) => sum + weight, 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const [first, ...others] = weighed;
  if (!first) return null;
  // What says only that something was refused is no rival: it is true whatever the cause.
  const rivals = others.filter(({ id }) => CAUSES[id].general !== true);
  if (CAUSES[first.id].general) {
    const top = Math.min(first.score, rivals[0]?.score ?? 0);
    const near = rivals.filter(
      ({ score }) => top - score < GENERAL_MARGIN && first.score - score < 2 * GENERAL_MARGIN && score >= 1,
    );
    return { confidence: 'possible', causes: [first, ...near.slice(0, MOST_ALTERNATIVES)] };
  }
  const second = rivals[0]?.score ?? 0;
  const isContradiction = facts.answer.rivalCode !== null;
  const margin = isContradiction ? CONTRADICTION_MARGIN : MARGIN;
  const isAlone = first.score - second >= margin;
  const isProved = first.score >= PROOF && (second < PROOF || isAlone);
  const isStated =
    !isContradiction &&
    first.score >= STATED &&
    second < STATED - 1 &&
    isAlone &&
    first.signs.some(({ weight }) => weight >= STATED);
  if (isProved || isStated) return { confidence: 'certain', causes: [first] };
  // What one sentence offers as alternatives stays together.
  const isOneOfSeveral =
    isRaised(first) && !first.signs.some((sign) => sign.weight >= STATED - 1 && !sign.isRaised);
  const near = rivals.filter(
    (rival) =>
      rival.score >= 1 && (first.score - rival.score < margin || (isOneOfSeveral && isRaised(rival))),
  );
  return near.length === 0
    ? { confidence: 'likely', causes: [first] }
    : { confidence: 'possible', causes: [first, ...near.slice(0, MOST_ALTERNATIVES - 1)] };
}
