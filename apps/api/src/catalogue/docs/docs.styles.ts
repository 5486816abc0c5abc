/** The stylesheet of the page: the colours and letters of the web client. */
export const STYLES = `:root {
  color-scheme: light dark;
  --desk: #dde5dc; --sheet: #f5f8f2; --ink: #15211b; --ink-soft: #46554c; --rule: #b2c0b4; --go: #0f5a3c; --focus: #1d4fd7;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --sans: 'Avenir Next', Avenir, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --desk: #0e1512; --sheet: #151f1a; --ink: #e4ece3; --ink-soft: #a2b3a8; --rule: #2c3c34; --go: #8ad5ab; --focus: #9db8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--desk); color: var(--ink); font: 1rem/1.5 var(--sans); }
h1, h2, h3, h4 { font-family: var(--mono); line-height: 1.2; }
h1 small { color: var(--ink-soft); font-size: 0.5em; font-weight: normal; }
h2 { margin-top: 3rem; border-bottom: 2px solid var(--ink); }
h3 { margin: 2rem 0 0.25rem; color: var(--go); }
h4 { margin: 1rem 0 0.25rem; }
p { margin: 0.25rem 0 0.75rem; }
a { color: var(--go); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
nav { margin: 0.25rem 0; color: var(--ink-soft); overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-size: 0.875rem; overflow-wrap: anywhere; }
pre { margin: 0; max-height: 28rem; overflow: auto; padding: 0.75rem; border: 1px solid var(--rule); border-radius: 3px; background: var(--desk); }
details { margin: 0.25rem 0; padding: 0 0.75rem; border: 1px solid var(--rule); border-radius: 3px; background: var(--sheet); }
details[open] { padding-bottom: 0.75rem; }
summary { padding: 0.4rem 0; cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; color: var(--go); font-family: var(--mono); }
summary span { color: var(--ink-soft); }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
th, td:nth-child(2) { white-space: nowrap; }
ul { margin: 0; padding-left: 1.25rem; }
`;
