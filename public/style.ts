import { readableOn, textOn } from '#pure/colour'

/** The looks of public pages: one small sheet, the product's colours in light and dark, logical sides only. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1f2a2c;--soft:#566467;--line:#d9dfdf;--ground:#f7f8f7;--surface:#fff;--accent:#0c7a80;--on:#fff;--bad:#b3261e;--good:#1b6e3c;--wash:#e4f2f2}
@media(prefers-color-scheme:dark){:root{--ink:#e8eeee;--soft:#a3b1b3;--line:#344245;--ground:#12191b;--surface:#1a2325;--accent:#5cc3c8;--on:#06282a;--bad:#ff9d94;--good:#83d3a0;--wash:#16363a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.7 Vazirmatn,"Vazirmatn Variable",system-ui,Tahoma,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:46rem;margin-inline:auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;padding-block-start:1.5rem}
header strong{font-weight:600;display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .6rem;min-inline-size:0}
header a{flex:none;white-space:nowrap}
.logo{block-size:2.5rem;inline-size:auto;max-inline-size:8rem;object-fit:contain}
h1{font-size:1.6rem;line-height:1.4;margin:0 0 .5rem}
h2{font-size:1.15rem;margin:0 0 .25rem}
section,form.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1rem 1.25rem;margin-block:1rem}
p{margin:0 0 .75rem}.soft{color:var(--soft)}.small{font-size:.875rem}
fieldset{border:0;border-block-start:1px solid var(--line);margin:0;padding:.9rem 0}
fieldset:first-of-type{border:0}
legend{font-weight:600;padding:0;float:inline-start;width:100%}
legend+*{clear:both}
.ways{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.35rem .75rem;margin-block-start:.4rem}
label.way{display:flex;gap:.5rem;align-items:center;min-height:2rem}
input[type=checkbox]{inline-size:1.15rem;block-size:1.15rem;accent-color:var(--accent)}
label.field{display:block;margin-block-end:.75rem}
label.field span{display:block;font-size:.9rem}
input[type=text],input[type=email],input[type=tel],input[type=date]{inline-size:100%;max-inline-size:24rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.45rem .6rem}
[dir=ltr]{text-align:start}
button,.button{display:inline-block;font:inherit;font-weight:500;min-height:2.75rem;border-radius:6px;border:1px solid var(--accent);background:var(--accent);color:var(--on);padding:.45rem 1.1rem;cursor:pointer;text-decoration:none}
.plain{background:transparent;color:var(--accent)}.danger{background:transparent;border-color:var(--bad);color:var(--bad)}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
.told{background:var(--wash);border-radius:8px;padding:.75rem 1rem;margin-block:1rem}
.told.bad{color:var(--bad)}
table{border-collapse:collapse;inline-size:100%;font-size:.9rem}th,td{text-align:start;vertical-align:top;border-block-start:1px solid var(--line);padding:.4rem .5rem .4rem 0}
@media print{header a,footer,button{display:none}body{background:#fff;color:#000}}
`

/** The shop's colour in place of ours, as far as it can be read on light and on dark pages. */
export function accentStyle(accent: string): string {
  const [light, dark] = [readableOn(accent, '#f7f8f7'), readableOn(accent, '#1a2325')]
  return `:root{${colours(light)}}@media(prefers-color-scheme:dark){:root{${colours(dark)}}}`
}

function colours(accent: string): string {
  return `--accent:${accent};--on:${textOn(accent)}`
}
