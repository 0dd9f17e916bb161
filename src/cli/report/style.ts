/** The style sheet of a report: system fonts, light and dark, narrow screens, print. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --back: #ffffff; --panel: #f4f5f7; --edge: #d0d5dc;
  --plain: #5b7fbd; --kept: #2f8a57; --lost: #c0532b; --del: #8f2313; --del-back: #fdeae6; --ins: #0f5c33; --ins-back: #e2f5ea;
  --guess: #5f4300; --guess-back: #fff0c2; --link: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7eb; --soft: #a3acb8; --back: #14171b; --panel: #1f242a; --edge: #3b434d;
  --plain: #7ba0dd; --kept: #57b883; --lost: #e08a62; --del: #ffb3a3; --del-back: #3b1d17; --ins: #93e0b4; --ins-back: #133122;
  --guess: #ffdd8a; --guess-back: #3d3110; --link: #8ab8ff; } }
* { box-sizing: border-box; }
html { background: var(--back); color: var(--text); font: 16px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
html[lang=en] .zh, html[lang|=zh] .en { display: none; }
body { margin: 0 auto; max-width: 78rem; padding: 1rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: .2rem 0; } h2 { font-size: 1.25rem; margin: 2.6rem 0 .6rem; border-bottom: 1px solid var(--edge); padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; } p { margin: .3rem 0 .6rem; max-width: 60rem; }
a { color: var(--link); } header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--edge); border-radius: .4rem; padding: .2rem .7rem; cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: 0; margin: .8rem 0; }
.soft, .note, .line, .none, .code { color: var(--soft); } .notice { background: var(--guess-back); color: var(--guess); padding: .5rem .8rem; border-radius: .4rem; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem; margin: 1rem 0; }
.tiles > div { background: var(--panel); border: 1px solid var(--edge); border-radius: .5rem; padding: .5rem .7rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.tiles dt { color: var(--soft); font-size: .87rem; white-space: normal; } .tiles dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: .5rem 2.5rem; align-items: start; }
.charts > p, .charts > h3, .charts > .sites, .charts > .columns { grid-column: 1 / -1; }
table.chart { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding: .3rem 0; } thead th { font-weight: 400; color: var(--soft); font-size: .85rem; vertical-align: bottom; }
th, td { text-align: start; padding: .12rem .5rem .12rem 0; font-weight: 400; vertical-align: middle; } th[scope=row] { max-width: 17rem; }
th + th, .number { text-align: end; white-space: nowrap; } td.bar { width: 45%; padding-right: 0; } .sites td.bar { width: 20%; }
svg { display: block; width: 100%; height: .8rem; } rect { fill: var(--plain); } rect.kept { fill: var(--kept); } rect.lost { fill: var(--lost); }
details { margin: .25rem 0; } summary { cursor: pointer; padding: .2rem .1rem; } details.sample > summary:hover { background: var(--panel); }
.path { font-weight: 600; } .columns { columns: 24rem auto; column-gap: 2.5rem; } .columns > details { break-inside: avoid; }
ol { margin: .2rem 0 .8rem; padding: 0; list-style: none; font-size: .93rem; } ol .number { display: inline-block; min-width: 3.5em; color: var(--soft); }
.again { margin: .25rem 0 .25rem 1.2rem; } .inside { border: 1px solid var(--edge); border-radius: .5rem; margin: .3rem 0 1rem; scroll-margin-top: 4rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0; padding: .5rem .7rem; background: var(--panel); border-radius: .5rem .5rem 0 0; font-size: .92rem; }
.facts div { display: flex; gap: .4rem; } dt { color: var(--soft); white-space: nowrap; } dd { margin: 0; }
.rows { font-size: .92rem; } .row { display: grid; grid-template-columns: 1fr 1fr 9rem; border-top: 1px solid var(--edge); }
.row > div { padding: .2rem .6rem; min-width: 0; white-space: pre-wrap; } .row > .rule { color: var(--soft); font-size: .85rem; } .head { color: var(--soft); }
.removed > .left { background: var(--del-back); } .added > .right { background: var(--ins-back); }
.removed del { text-decoration: none; } .removed .line::after { content: " −"; } .added .right::before { content: "+ "; color: var(--soft); }
del { color: var(--del); text-decoration-thickness: 1px; } ins { color: var(--ins); text-decoration: none; } .changed del { background: var(--del-back); } .changed ins { background: var(--ins-back); }
ins.guess { color: var(--guess); background: var(--guess-back); text-decoration: underline dotted; } .line { font-size: .8rem; user-select: none; } .left-out { color: var(--soft); }
.code { font-size: .75em; border: 1px solid var(--edge); border-radius: .2rem; padding: 0 .15em; }
.key { display: inline-block; } .key ins, .key del { padding: 0 .2em; } .key del { background: var(--del-back); } .key ins { background: var(--ins-back); } .key ins.guess { background: var(--guess-back); }
@media (max-width: 45rem) { html { font-size: 15px; } body { padding: .6rem .8rem 3rem; } .row { grid-template-columns: 1fr; } .row > div:empty { display: none; }
  .tiles { grid-template-columns: 1fr 1fr; } .row.same > .right { display: none; } .row > .right { border-inline-start: 3px solid var(--kept); } .row.removed { grid-template-columns: 1fr auto; background: var(--del-back); } .row.removed > .rule { max-width: 9rem; } .row.head { display: flex; } td.bar { width: 30%; } .sites td.bar, .sites thead td { display: none; } }
@media print { html { font-size: 10pt; } body { max-width: none; padding: 0; } button, nav { display: none; } svg, .row > div, del, ins { print-color-adjust: exact; } h2, h3, caption { break-after: avoid; } tr { break-inside: avoid; } }
`;
