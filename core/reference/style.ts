/** How the reference page looks: no font and no script to load, readable on a phone and in the dark. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --line: #d9d6d0; --soft: #f4f2ee; --ink: #23211e; --accent: #0b6b74; }
@media (prefers-color-scheme: dark) { :root { --line: #45413b; --soft: #26231f; --ink: #ece9e3; --accent: #5cc4cd; } body { background: #1b1916; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.65 Vazirmatn, system-ui, sans-serif; color: var(--ink); }
h1 { font-size: 1.6rem; line-height: 1.3; }
h2 { margin-top: 2.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
details { border-bottom: 1px solid var(--line); padding: 0.25rem 0; }
details details { border: 0; }
summary { padding: 0.35rem 0; cursor: pointer; overflow-wrap: anywhere; }
summary code { display: inline-block; max-width: calc(100% - 1.5rem); vertical-align: top; }
summary span { display: inline-block; color: color-mix(in srgb, var(--ink) 75%, transparent); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
code { overflow-wrap: anywhere; unicode-bidi: isolate; }
b { display: inline-block; min-width: 4.5em; color: var(--accent); }
pre { overflow: auto; max-height: 28rem; margin: 0.25rem 0; border-radius: 6px; padding: 0.75rem; background: var(--soft); text-align: left; }
dt { margin-top: 0.75rem; }
dd { margin-inline-start: 1rem; }
dt:target { background: var(--soft); }
`
