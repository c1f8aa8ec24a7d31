import { Html } from './html.ts';

/** Of the report of a run: light alone, since it is to be printed, on A4 or Letter. */
export const REPORT_STYLE = new Html(`
:root { color-scheme: light; --ink: #1b1f27; --soft: #566072; --line: #dfe3ea; --good: #14713d; --warn: #8a5300; --bad: #b3261e; }
* { box-sizing: border-box; }
body { background: #fff; color: var(--ink); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; margin: 0 auto; max-width: 820px; padding: 32px 24px; }
h1 { font-size: 22px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; break-after: avoid; }
p { margin: 0 0 8px; }
.soft { color: var(--soft); }
.state, .warning { border: 1px solid var(--line); border-left: 5px solid var(--soft); border-radius: 4px; margin: 12px 0; padding: 10px 14px; break-inside: avoid; }
.state { font-size: 16px; }
.state p { font-size: 14px; margin: 4px 0 0; }
.good { border-left-color: var(--good); }
.good strong { color: var(--good); }
.warn, .warning { border-left-color: var(--warn); }
.warn strong { color: var(--warn); }
.bad { border-left-color: var(--bad); }
.bad strong { color: var(--bad); }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: 5px 10px 5px 0; text-align: left; vertical-align: top; }
thead th { border-bottom-color: var(--soft); color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
.facts th { color: var(--soft); width: 11em; }
th.figure, td.figure { overflow-wrap: normal; text-align: right; white-space: nowrap; }
th.figure + :not(.figure), td.figure + :not(.figure) { padding-left: 14px; }
tr { break-inside: avoid; }
table + p { margin-top: 8px; }
svg { display: block; }
.picture { height: 22px; margin: 4px 0 10px; width: 100%; }
.swatch { display: inline-block; margin-right: 8px; vertical-align: -1px; }
.nothing { color: var(--soft); }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; margin-top: 32px; padding-top: 10px; }
@page { margin: 16mm; }
@media print {
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`);
