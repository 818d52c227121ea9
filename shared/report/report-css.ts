/** The style of the HTML report: readable on paper, on a phone, in light and dark. */
export const REPORT_CSS = `
:root { color-scheme: light dark; --text: #17202a; --faint: #55606b; --page: #f4f6f7; --card: #fff; --line: #d5dbe0;
  --good: #0a6b5e; --bad: #8a4b00; --worst: #a4262c; --code: #eef2f4; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6ebef; --faint: #9aa7b2; --page: #12171b; --card: #1a2126; --line: #313b43;
    --good: #4fd1bf; --bad: #e8a94c; --worst: #ff8f94; --code: #12181c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: .75rem 0 .25rem; }
p { margin: .25rem 0; }
.facts { color: var(--faint); font-size: .85rem; font-weight: 400; }
.case { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: 6px;
  margin: 1rem 0; padding: 1rem; }
.case.failed { border-left-color: var(--bad); }
.mark { color: var(--good); }
.failed .mark { color: var(--bad); }
.verdict { border-left: 3px solid var(--good); margin: .75rem 0; padding-left: .75rem; }
.verdict.error { border-left-color: var(--bad); }
.verdict.fatal { border-left-color: var(--worst); }
details { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .5rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: 4px; margin: .25rem 0; overflow-x: auto; padding: .75rem;
  font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font: 13px/1.45 ui-monospace, monospace; }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; }
caption { font-weight: 600; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; width: 7rem; }
@media print {
  body { max-width: none; padding: 0; }
  details::details-content { block-size: auto; content-visibility: visible; }
  h2, h3, summary { break-after: avoid; }
}
`;
