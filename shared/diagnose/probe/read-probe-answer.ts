import { authMethodsOf, readMetadata } from '../../discovery/server-metadata.ts';
import type { Exchange } from '../../http/exchange.ts';
import { parseJsonObject } from '../../json/json-object.ts';
import type { KeptMetadata, Workspace } from '../../model/workspace.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { quotedWords } from '../evidence/answer.ts';
import { collectEvidence } from '../evidence/collect.ts';
import { quote } from '../quote.ts';
import type { ProbeAnswer, ProbeFacts } from './probe.ts';

/** What a response said, on one line, and whether it brought what was asked for. The exchange must be masked. */
export function readProbeAnswer(exchange: Exchange, workspace: Workspace, requests = 1): ProbeAnswer {
  const { id, response, failure } = exchange;
  if (!response || failure) {
    return {
      exchangeId: id,
      requests,
      outcome: 'failed',
      status: null,
      code: null,
      said: failure ? `No response: ${quote(failure.message, 120)}` : 'No response',
    };
  }
  const facts = collectEvidence(exchange, { workspace, now: exchange.startedAt });
  const { status, answer, outcome } = facts;
  const isGood = status >= 200 && status < 300;
  const isAccepted = exchange.purpose === 'token' ? outcome?.kind === 'token' : isGood;
  const words = isAccepted ? null : quotedWords(facts);
  const { code } = answer;
  return {
    exchangeId: id,
    requests,
    outcome: isAccepted ? 'accepted' : 'refused',
    status,
    code: isAccepted ? null : code,
    said: [
      String(status),
      ...(isAccepted || code === null ? [] : [quote(code, 60).slice(1, -1)]),
      ...(words === null || words === code ? [] : [quote(words, 160)]),
    ].join(' '),
  };
}

/** Of a metadata document that was found. */
export function metadataFacts({ document }: KeptMetadata): ProbeFacts {
  const metadata = readMetadata(document);
  return {
    kind: 'metadata',
    tokenEndpoint: metadata.token_endpoint ?? null,
    methods: authMethodsOf(metadata),
  };
}

/** Of an API's metadata (RFC 9728 §2); null where the text is none. */
export function resourceFacts(text: string): ProbeFacts | null {
  const document = parseJsonObject(text);
  if (typeof document?.resource !== 'string') return null;
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  return {
    kind: 'resource',
    resource: document.resource,
    authorizationServers: texts(document.authorization_servers),
    scopes: texts(document.scopes_supported).flatMap((scope) => parseScope(scope)),
    needsProof: document.dpop_bound_access_tokens_required === true,
  };
}
