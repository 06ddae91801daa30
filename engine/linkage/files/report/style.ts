/** How the page looks: light, dark, on paper, on a telephone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --panel: #f4f6f8; --line: #d0d7de;
  --for: #1f6fb2; --against: #b3540b; --pairs: #a9b8c6; --matches: #1f6fb2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa7b4; --paper: #12171d; --panel: #1b222a;
  --line: #36414d; --for: #6cb2ee; --against: #f0a35e; --pairs: #4d5c6b; --matches: #6cb2ee; } }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --panel: #fff; --line: #999; --for: #1f6fb2;
  --against: #b3540b; --pairs: #a9b8c6; --matches: #1f6fb2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
html[lang="id"] [lang="en"], html[lang="en"] [lang="id"] { display: none; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; justify-content: space-between; align-items: start; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; } h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.25rem 0 0.75rem; max-width: 46rem; } .soft { color: var(--soft); }
button { font: inherit; min-height: 44px; padding: 0 0.75rem; color: inherit; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
button[aria-pressed="true"] { border: 2px solid var(--for); font-weight: 600; }
:focus-visible { outline: 3px solid var(--for); outline-offset: 2px; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.5rem; margin: 1rem 0; }
dl.figures div { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 0.5rem 0.75rem; }
dt { color: var(--soft); font-size: 0.85rem; } dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
dd small { display: block; font-size: 0.8rem; font-weight: 400; color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: normal; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
th { vertical-align: bottom; } td:first-child { min-width: 7rem; }
td.bar-cell { width: 35%; min-width: 6rem; } tr.total td { font-weight: 600; }
svg.chart { display: block; width: 100%; max-width: 40rem; height: auto; } svg.bar { display: block; width: 100%; height: 1.2rem; }
svg text { font-size: 11px; fill: var(--soft); } .axis { stroke: var(--soft); stroke-width: 1; vector-effect: non-scaling-stroke; }
.grid { stroke: var(--line); stroke-width: 0.5; } .threshold { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
.pairs { fill: var(--pairs); } .matches { fill: var(--matches); } .for { fill: var(--for); } .against { fill: var(--against); }
polyline, .whisker { fill: none; stroke-width: 2; } .precision { stroke: var(--for); } .recall { stroke: var(--against); stroke-dasharray: 6 3; }
.recall.whisker { stroke-dasharray: none; }
.key { display: inline-block; width: 1rem; height: 0.7rem; margin-right: 0.3rem; }
.key.k-pairs { background: var(--pairs); } .key.k-matches, .key.k-precision { background: var(--for); }
.key.k-recall { background: var(--against); } .key.k-threshold { background: var(--ink); width: 2px; height: 1rem; }
details { margin: 0.5rem 0; } summary { cursor: pointer; min-height: 24px; }
article { break-inside: avoid; border-top: 1px solid var(--line); padding-top: 0.5rem; }
@media print { button, summary { display: none; } body { font-size: 11pt; max-width: none; padding: 0; }
  .scroll { overflow: visible; } table { font-size: 8.5pt; } section { break-inside: avoid-page; } }
`;

/** Changes the language; without it the page stays Indonesian and whole. */
export const SCRIPT = `
for (const button of document.querySelectorAll('button[data-language]')) {
  button.addEventListener('click', () => {
    document.documentElement.lang = button.dataset.language;
    for (const other of document.querySelectorAll('button[data-language]')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
  });
}
`;
