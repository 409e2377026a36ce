"""The style of the pages: one sheet inside the page, for light, dark and paper. Nothing is fetched."""

from __future__ import annotations

_LIGHT = """
color-scheme: light dark;
--paper: #ffffff; --ink: #1d2430; --quiet: #5a6575; --rule: #d5dae2; --soft: #f3f5f8;
--good: #1f7a68; --open: #7fb7d6; --warn: #d9a02e; --bad: #b8402f; --none: #b9c0ca; --out: #e0e4ea;
--track: #e6eaf0;
"""
_DARK = """
--paper: #14181f; --ink: #e9edf3; --quiet: #a3aebd; --rule: #343c48; --soft: #1d232d;
--good: #4db8a0; --open: #5b93b5; --warn: #d9a840; --bad: #e2705d; --none: #68727f; --out: #3a424e;
--track: #2a323d;
"""
_SHAPES = """
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; background: var(--paper);
  color: var(--ink); -webkit-text-size-adjust: 100%; }
body { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .8rem; padding-top: .7rem; border-top: 2px solid var(--ink); }
p { margin: .5rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.subtitle { font-size: 1.1rem; color: var(--quiet); }
.note, .more, footer { color: var(--quiet); font-size: .85rem; }
.more { font-style: italic; }
ul.keys { list-style: none; padding: 0; margin: 1.6rem 0 0; display: grid; gap: .75rem;
  grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
ul.keys li { background: var(--soft); border-left: 4px solid var(--none); padding: .7rem .9rem;
  display: flex; flex-direction: column; }
ul.keys .value { margin-top: auto; font-size: 1.7rem; font-weight: 650; line-height: 1.2; }
ul.keys .label { font-size: .9rem; }
ul.keys .beside { color: var(--quiet); font-size: .8rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
  border-bottom: 1px solid var(--rule); overflow-wrap: break-word; }
th { font-size: .82rem; font-weight: 600; color: var(--quiet); }
tbody th { font-size: inherit; font-weight: 500; color: inherit; }
td.right, th.right { text-align: right; white-space: nowrap; }
table.bars { table-layout: fixed; }
table.bars th:first-child { width: 30%; overflow-wrap: anywhere; } table.bars .drawn { width: auto; }
table.bars .share { width: 6.5rem; } table.bars .count { width: 9.5rem; } table.bars .extra { width: 7.5rem; }
td.drawn { vertical-align: middle; }
td.short { white-space: nowrap; }
svg { display: block; width: 100%; overflow: visible; }
svg.bar { height: .75rem; } svg.stack { height: 1.4rem; } svg.columns, svg.line { height: auto; }
svg text { font-size: 15px; fill: var(--ink); text-anchor: middle; }
svg text.quiet { fill: var(--quiet); } svg text.start { text-anchor: start; font-size: 13px; }
svg .track { fill: var(--track); } svg .base { stroke: var(--rule); fill: none; }
svg .stroke { stroke: var(--good); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
svg .good { fill: var(--good); } svg .open { fill: var(--open); } svg .warn { fill: var(--warn); }
svg .bad { fill: var(--bad); } svg .none { fill: var(--none); }
svg .out { fill: var(--out); }
figure { margin: 1rem 0; } figcaption { font-size: .95rem; margin-bottom: .3rem; }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: 0;
  margin: .35rem 0 0; font-size: .85rem; }
ul.legend svg { display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem;
  vertical-align: -.05rem; }
span.tone { padding-left: .5rem; border-left: 4px solid var(--none); white-space: nowrap; }
span.bad { border-color: var(--bad); } span.warn { border-color: var(--warn); }
span.good { border-color: var(--good); } span.open { border-color: var(--open); }
li.good { border-color: var(--good) !important; } li.open { border-color: var(--open) !important; }
li.warn { border-color: var(--warn) !important; } li.bad { border-color: var(--bad) !important; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
code { font: .82rem/1.4 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
"""
_NARROW = """
table.bars { table-layout: auto; }
table.bars .drawn { display: none; }
table.bars th, table.bars td { width: auto !important; }
"""
_PAPER = """
html { font-size: 10.5pt; }
body { max-width: none; margin: 0; padding: 0; }
h1 { font-size: 20pt; }
h2 { break-after: avoid; margin-top: 1.6rem; }
section.whole { break-inside: avoid; }
footer { break-before: avoid; margin-top: 1.6rem; }
th, td { padding-top: .25rem; padding-bottom: .25rem; }
tr, li, figure, svg, footer, table.rows tbody { break-inside: avoid; }
thead { display: table-header-group; }
p { orphans: 3; widows: 3; }
ul.keys { grid-template-columns: repeat(4, 1fr); }
"""


def report_style() -> str:
    """The style sheet of a report."""
    return (
        f":root {{{_LIGHT}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{{_DARK}}} }}\n"
        f"{_SHAPES}"
        f"@media screen and (max-width: 40rem) {{ {_NARROW} }}\n"
        "@page { size: A4; margin: 18mm 16mm 20mm; }\n"
        f"@media print {{ :root {{ color-scheme: light; }} {_PAPER} }}\n"
    )


_CERTIFICATE = """
body { max-width: 70rem; padding: 1.5rem; }
main { border: 3px double var(--good); padding: 2.2rem 3rem; min-height: 40rem; display: flex;
  flex-direction: column; text-align: center; }
main p { margin: .2rem auto; }
h1 { font-size: 1.15rem; letter-spacing: .18em; text-transform: uppercase; font-weight: 600;
  color: var(--good); margin-bottom: 1.6rem; }
main p.who { font-size: 2.5rem; font-weight: 650; line-height: 1.2; max-width: none; }
.what { font-size: 1.35rem; }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 2.5rem;
  align-items: start; }
.parts table { margin: 1rem 0; }
.parts th, .parts td { text-align: left; } .parts .right { text-align: right; }
dl { display: flex; justify-content: center; gap: 3rem; margin: 1rem 0; }
dl div { display: flex; flex-direction: column-reverse; }
dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
footer { margin-top: auto; padding-top: .8rem; border-top: 1px solid var(--rule); text-align: left; }
footer p, main footer p { max-width: none; margin: .3rem 0; }
"""
_CERTIFICATE_PAPER = """
html { font-size: 10.5pt; }
body { max-width: none; margin: 0; padding: 0; }
main { height: 185mm; min-height: 0; padding: 9mm 16mm; }
main p.who { font-size: 26pt; }
.dense { padding: 6mm 14mm; } main.dense p.who { font-size: 20pt; } .dense h1 { margin-bottom: .6rem; }
.dense .parts, .dense footer, .dense .note { font-size: 8pt; }
.dense .parts { grid-template-columns: 1fr 1.1fr; } .dense .parts table { margin: .3rem 0; }
.dense .parts th, .dense .parts td { padding-top: .12rem; padding-bottom: .12rem; }
.parts { grid-template-columns: 1.25fr 1fr; }
tr, footer { break-inside: avoid; }
"""


def certificate_style() -> str:
    """The style sheet of a certificate."""
    return (
        f":root {{{_LIGHT}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{{_DARK}}} }}\n"
        f"{_SHAPES}{_CERTIFICATE}"
        "@page { size: A4 landscape; margin: 12mm; }\n"
        f"@media print {{ :root {{ color-scheme: light; }} {_CERTIFICATE_PAPER} }}\n"
    )
