import { parseMetadata, readMetadata, type ServerMetadata } from '../../discovery/server-metadata.ts';
import { isExpectedIssuer, isTemplate } from '../../discovery/well-known-addresses.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is off about a metadata document. All that fit. */
export const METADATA_ANSWER_RULES: readonly Rule[] = [
  {
    id: 'metadata-issuer-mismatch',
    severity: 'error',
    title: 'The metadata is that of another issuer',
    why: 'The issuer in the document has to be the very one that was asked for. Otherwise one server could pass for another, and tokens and assertions that name the issuer will not match.',
    reference: 'RFC 8414 §3.3',
    check: (facts) => {
      const { expectedIssuer } = facts;
      const issuer = documentOf(facts)?.issuer;
      if (!expectedIssuer || issuer === undefined || isExpectedIssuer(issuer, expectedIssuer)) return null;
      const onlySlash = issuer.replace(/\/$/, '') === expectedIssuer.issuer.replace(/\/$/, '');
      return {
        seen: `Asked for ${quote(expectedIssuer.issuer)}; the document says ${quote(issuer)}.`,
        nextStep: isTemplate(issuer)
          ? 'The document is that of every tenant alike, and what stands in braces is for the id of yours: enter an issuer with that id, and the server names it exactly.'
          : onlySlash
            ? 'They differ in the slash at the end, and it counts: use the issuer as the document writes it.'
            : 'Use the issuer that the document names, if that is the server you mean; else check the server’s base URL.',
        actions: isWholeUrl(issuer) && !isTemplate(issuer) ? [{ kind: 'use-url', url: issuer }] : [],
      };
    },
  },
  {
    id: 'metadata-issuer-missing',
    severity: 'warning',
    title: 'The metadata names no issuer',
    why: 'The member issuer is required: it is how a client knows that the document is the right one.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const document = documentOf(facts);
      return document && document.issuer === undefined
        ? { seen: 'The member issuer is missing or no text.', nextStep: 'Have the server publish it.' }
        : null;
    },
  },
  {
    id: 'metadata-endpoint-malformed',
    severity: 'warning',
    title: 'An address in the metadata is not complete',
    why: 'Every endpoint is a whole URL, with https:// and a host. Nothing says what else it would be relative to.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const document = documentOf(facts);
      const odd = ENDPOINTS.flatMap((name) => {
        const address = document?.[name];
        return address === undefined || isWholeUrl(address) ? [] : [`${name}: ${quote(address)}`];
      });
      return odd.length > 0
        ? {
            seen: `${list(odd)}.`,
            nextStep: 'Enter the right address in step 1, and have the server publish the whole of it.',
          }
        : null;
    },
  },
  {
    id: 'metadata-no-token-endpoint',
    severity: 'warning',
    title: 'The metadata names no token endpoint',
    why: 'Without it a client has to be told where to ask for tokens.',
    reference: 'RFC 8414 §2',
    check: (facts) => {
      const document = documentOf(facts);
      return document && document.token_endpoint === undefined
        ? {
            seen: 'The member token_endpoint is missing or no text.',
            nextStep: 'Enter the token endpoint by hand.',
          }
        : null;
    },
  },
];

const ENDPOINTS = ['token_endpoint', 'introspection_endpoint', 'revocation_endpoint', 'jwks_uri'] as const;

function isWholeUrl(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function documentOf({ status, text }: Evidence): ServerMetadata | null {
  const document = status >= 200 && status < 300 ? parseMetadata(text) : null;
  return document && readMetadata(document);
}
