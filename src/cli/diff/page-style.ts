/** The style sheet of the page: light and dark, two columns beside each other, or above each other on a narrow screen. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --back: #fff; --panel: #f4f5f7; --edge: #d0d5dc; --link: #1f5fbf;
  --del: #8f2313; --del-back: #fdeae6; --del-row: #fff6f4; --ins: #0f5c33; --ins-back: #d5f2e0; --guess: #5f4300; --guess-back: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7eb; --soft: #a3acb8; --back: #14171b; --panel: #1f242a; --edge: #3b434d; --link: #8ab8ff;
  --del: #ffb3a3; --del-back: #4a231b; --del-row: #1d1716; --ins: #93e0b4; --ins-back: #16402a; --guess: #ffdd8a; --guess-back: #4d3d10; } }
* { box-sizing: border-box; }
html { background: var(--back); color: var(--text); font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
html[lang=en] .zh, html[lang|=zh] .en { display: none; }
body { margin: 0; padding: 0 1.25rem 5rem; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
h1 { font-size: 1.4rem; margin: .8rem 0 .2rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
.soft { color: var(--soft); margin: 0 0 .4rem; font-size: .9rem; }
.tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; padding: .5rem 0; background: var(--back); border-bottom: 1px solid var(--edge); font-size: .92rem; }
select, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--edge); border-radius: .4rem; padding: .15rem .5rem; max-width: 14rem; }
button { cursor: pointer; } label { display: inline-flex; gap: .4rem; align-items: center; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin: 0 0 .6rem; padding: .5rem .7rem; background: var(--panel); border-radius: .5rem; font-size: .9rem; }
.facts div { display: flex; gap: .4rem; min-width: 0; } dt { color: var(--soft); white-space: nowrap; } dd { margin: 0; min-width: 0; }
.warning dd { color: var(--guess); background: var(--guess-back); padding: 0 .3rem; border-radius: .25rem; }
.rows { font-size: .95rem; border: 1px solid var(--edge); border-radius: .5rem; overflow: clip; }
.group { content-visibility: auto; contain-intrinsic-size: auto 90rem; }
.row { display: grid; grid-template-columns: 3.6rem 10rem minmax(0, 1fr) minmax(0, 1fr); border-top: 1px solid var(--edge); scroll-margin: 6rem; }
.rows > .row:first-child, .rows > .head .row { border-top: 0; } .head { color: var(--soft); font-size: .85rem; background: var(--panel); }
.row > div { padding: .2rem .6rem; min-width: 0; white-space: pre-wrap; } .right, .head .row > :last-child { border-inline-start: 1px solid var(--edge); }
.row > .line { color: var(--soft); font-size: .8rem; text-align: end; user-select: none; padding-inline: .2rem .4rem; font-variant-numeric: tabular-nums; }
.row > .rules { color: var(--soft); font-size: .8rem; }
.removed > .left { background: var(--del-row); } .removed del { color: var(--del); text-decoration-thickness: 1px; } .read { color: var(--soft); font-size: .85em; }
del { color: var(--del); text-decoration: none; } ins { color: var(--ins); text-decoration: none; } .changed del { background: var(--del-back); } ins { background: var(--ins-back); }
.guess { color: var(--guess); text-decoration: underline dotted; } ins.guess, .changed del.guess { background: var(--guess-back); color: var(--guess); }
del:hover, ins:hover { outline: 1px solid currentcolor; }
.code { font-size: .75em; border: 1px solid currentcolor; border-radius: .2rem; padding: 0 .15em; }
#told { position: fixed; inset: auto 0 0; z-index: 2; margin: 0; padding: .45rem 1.25rem; min-height: 2.4rem; max-height: 30vh; overflow: auto; background: var(--panel); border-top: 1px solid var(--edge); font-size: .9rem; }
@media (max-width: 48rem) { html { font-size: 15px; } body { padding: 0 .7rem 6rem; } .tools { position: static; } .row { grid-template-columns: 2.6rem minmax(0, 1fr); }
  .row > .line { grid-row: span 3; } .row > div { border-inline-start: 0; } .row > div:empty { display: none; } .row.same > .left { display: none; } .row > .right { border-inline-start: 3px solid var(--ins); } .row.same > .right { border-inline-start: 0; } .head { display: none; } .rules > div { display: inline-block; margin-inline-end: .8rem; } }
@media print { .tools, #told { display: none; } .group { content-visibility: visible; } del, ins, .row > div { print-color-adjust: exact; } }
`;
