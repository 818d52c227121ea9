import type { Finding } from '../diagnose/finding.ts';
import { describeExpectation } from '../expectations/describe-expectation.ts';
import type { Exchange } from '../http/exchange.ts';
import { formatRequest } from '../http/format-http.ts';
import { parseJson } from '../json/parse-json.ts';
import { makeLinesVisible } from '../text/visible-text.ts';
import type { CertificateInfo, TlsReport } from '../tls/report.ts';
import { durationOf, type Report, type ReportCase } from './report.ts';
import { REPORT_CSS } from './report-css.ts';

/**
 * Writes the report as one HTML file without script or network, in light and dark. Text from servers and files is escaped,
 * and a content security policy in the file allows only its own style.
 */
export function reportHtml(report: Report): string {
  const { workspace, environment, createdAt, generator, cases } = report;
  const failed = cases.filter(({ passed }) => !passed).length;
  const title = `${workspace}: ${failed === 0 ? `${cases.length} passed` : `${failed} of ${cases.length} failed`}`;
  const facts = [
    ...(environment === null ? [] : [`Environment ${environment}`]),
    isoTime(createdAt),
    generator,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="facts">${facts.map(escapeHtml).join(' · ')}</p>
<p class="facts">Secrets and tokens are masked.</p>
</header>
<main>
${cases.map(caseHtml).join('\n')}
</main>
</body>
</html>
`;
}

function caseHtml(reported: ReportCase): string {
  const { name, passed, findings, problem, expectations, exchanges, claims } = reported;
  const [verdict = null, ...others] = findings;
  return `<section class="case ${passed ? 'passed' : 'failed'}">
<h2><span class="mark">${passed ? '✓ Passed' : '✗ Failed'}</span> ${escapeHtml(name)} <span class="facts">${Math.round(durationOf(reported))} ms</span></h2>
${problem === null ? '' : `<p>${escapeHtml(problem)}</p>`}
${verdict ? verdictHtml(verdict) : ''}
${others.length > 0 ? `<details><summary>More findings (${others.length})</summary>${others.map(verdictHtml).join('')}</details>` : ''}
${expectations.length > 0 ? expectationsHtml(reported) : ''}
${claims === null ? '' : `<details><summary>Token claims</summary><pre tabindex="0">${escapeHtml(JSON.stringify(claims, null, 2))}</pre></details>`}
${exchanges.map(exchangeHtml).join('\n')}
</section>`;
}

function verdictHtml({ title, seen, why, nextStep, reference, severity, id }: Finding): string {
  return `<div class="verdict ${severity}">
<h3>${escapeHtml(title)}</h3>
${seen === '' ? '' : `<p>${escapeHtml(seen)}</p>`}
<p>${escapeHtml(why)}</p>
<p><strong>Next:</strong> ${escapeHtml(nextStep)}</p>
<p class="facts">${[...(reference === null ? [] : [reference]), id].map(escapeHtml).join(' · ')}</p>
</div>`;
}

function expectationsHtml({ expectations }: ReportCase): string {
  const rows = expectations.map(
    ({ expectation, passed, found }) =>
      `<tr><td>${passed ? '✓ met' : '✗ missed'}</td><td>${escapeHtml(describeExpectation(expectation))}</td><td>${escapeHtml(found)}</td></tr>`,
  );
  return `<table><caption>Expectations</caption><thead><tr><th scope="col">Result</th><th scope="col">Expected</th><th scope="col">Found</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function exchangeHtml(exchange: Exchange): string {
  const { request, response, failure, startedAt, tls } = exchange;
  const outcome = response
    ? `${response.status} ${response.statusText}`
    : (failure?.message ?? 'no response');
  return `<details>
<summary><code>${escapeHtml(`${request.method} ${request.url}`)}</code> <span>${escapeHtml(outcome)}</span></summary>
<p class="facts">${isoTime(startedAt)} · ${escapeHtml(timingText(exchange))}</p>
<h3>Request</h3>
<pre tabindex="0">${escapeHtml(formatRequest(request))}</pre>
<h3>Response</h3>
<pre tabindex="0">${escapeHtml(responseText(exchange))}</pre>
${tls && tls.chain.length > 0 ? tlsHtml(tls) : ''}
</details>`;
}

function tlsHtml({ protocol, cipher, acceptedBy, chain, problems, serverName }: TlsReport): string {
  const facts = [protocol, cipher, serverName, acceptedBy && `accepted by: ${acceptedBy}`];
  return `<h3>TLS</h3>
<p class="facts">${facts
    .filter((fact) => typeof fact === 'string')
    .map((fact) => escapeHtml(fact))
    .join(' · ')}</p>
${problems.length > 0 ? `<p>Problems: ${escapeHtml(problems.map(({ code }) => code).join(', '))}</p>` : ''}
<ol>${chain.map(certificateHtml).join('')}</ol>`;
}

function certificateHtml({
  subject,
  issuer,
  names,
  validFrom,
  validTo,
  fingerprint256,
}: CertificateInfo): string {
  const lines = [
    `Subject: ${subject}`,
    `Issuer: ${issuer}`,
    ...(names.length > 0 ? [`Names: ${names.join(', ')}`] : []),
    `Valid: ${isoTime(validFrom)} to ${isoTime(validTo)}`,
    `SHA-256: ${fingerprint256}`,
  ];
  return `<li><pre tabindex="0">${escapeHtml(lines.join('\n'))}</pre></li>`;
}

function responseText({ response, failure }: Exchange): string {
  if (!response) return failure?.message ?? 'No response';
  const { httpVersion, status, statusText, headers, body } = response;
  const json = parseJson(body.text);
  return [
    `HTTP/${httpVersion} ${status} ${statusText}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.text === '' ? [] : ['', json === undefined ? body.text : JSON.stringify(json, null, 2)]),
  ].join('\n');
}

function timingText({ timings }: Exchange): string {
  const parts = (['dns', 'tcp', 'tls', 'send', 'wait', 'receive'] as const).flatMap((stage) => {
    const took = timings[stage];
    return took === null ? [] : [`${stage} ${Math.round(took)} ms`];
  });
  return [`total ${Math.round(timings.total)} ms`, ...parts].join(' · ');
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** Escapes text for an element or a quoted attribute, and writes out invisible characters. */
function escapeHtml(text: string): string {
  return makeLinesVisible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
