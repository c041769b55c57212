// The widget's looks.

const SMALL = "(max-width: 480px), (max-height: 420px)";
const STYLE = `
:host { --accent: #0d5c63; --on: #fff; --bg: #fff; --soft: #edf3f3; --ink: #17282c; --dim: #4a5f64;
  --line: #6d8388; --bad: #a3261c; --ring: #b4540a; --font: Vazirmatn, "Segoe UI", system-ui, Tahoma, sans-serif; }
@media (prefers-color-scheme: dark) { :host { --accent: #1b6f76; --bg: #11191c; --soft: #1e2a2e; --ink: #e9f0f1; --dim: #a9babd;
  --line: #80969b; --bad: #ffaba3; --ring: #ffc078; } }
/* Between important rules the inner one wins: nothing of the page's reaches in here. */
:host { all: initial !important; direction: inherit !important; color-scheme: light dark !important; color: var(--ink) !important;
  font: max(15px, 1rem)/1.65 var(--font) !important; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; background: none; border: 1px solid transparent; border-radius: 1.4em; padding: .15em .5em; min-block-size: 44px; min-inline-size: 44px; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
svg { inline-size: 1.25em; block-size: 1.25em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; display: block; }
.launch, .panel { position: fixed; inset: auto; inset-block-end: 1.25em; inset-inline-end: 1.25em; z-index: 999999; box-shadow: 0 6px 30px #0005; }
.begin { inset-inline: 1.25em auto; }
.launch, .head, .send, .signin, .own, .newer, .patron .text { background: var(--accent); color: var(--on); }
.launch { display: flex; align-items: center; gap: .5em; padding: .65em 1.1em; border-radius: 2em; font-weight: 600; border-color: var(--on); }
.count { background: #fff; color: #0b3f44; border-radius: 1em; padding-inline: .6em; font-size: .85em; }
.panel { margin: 0; padding: 0; color: inherit; background: var(--bg); border: 1px solid var(--line); border-radius: 1.1em; overflow: hidden;
  inline-size: min(25em, calc(100vw - 2.5em)); block-size: min(42em, calc(100dvh - 2.5em)); max-inline-size: none; max-block-size: none; }
.panel[open] { animation: rise .2s; }
@keyframes rise { from { opacity: 0; transform: translateY(1em); } }
.in { display: flex; flex-direction: column; block-size: 100%; }
.head { display: flex; align-items: center; gap: .5em; padding: .5em .8em; }
.head :focus-visible { outline-color: currentColor; outline-offset: 0; }
.names { flex: 1; min-inline-size: 0; line-height: 1.4; }
h2 { font: inherit; font-weight: 700; margin: 0; }
.presence { font-size: .82em; }
.face { display: inline-grid; place-items: center; inline-size: 1.9em; block-size: 1.9em; border-radius: 50%; background: var(--bg); color: var(--ink);
  font-weight: 700; overflow: hidden; flex: none; text-transform: uppercase; }
.head .face { inline-size: 2.5em; block-size: 2.5em; }
img { inline-size: 100%; block-size: 100%; object-fit: cover; }
.head button { display: grid; place-items: center; }
.state, .problem, .bar { font-size: .88em; padding-inline: 1.1em; }
.state, .bar { background: var(--soft); line-height: 2; }
.bar { display: flex; justify-content: space-between; align-items: center; gap: 1em; }
.tab { color: inherit; line-height: 44px; }
.typing { order: 1; }
.typing:not(:empty) { font-size: 0; align-self: start; background: var(--soft); border-radius: 16px; padding: 9px 14px; }
.typing:not(:empty)::before { content: "●●●" / ""; font-size: 10px; letter-spacing: 5px; color: var(--dim); animation: rise .9s infinite alternate; display: block; }
.problem { color: var(--bad); }
.choices:empty, .presence:empty { display: none; }
.log { flex: 1; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: 1em; display: flex; flex-direction: column; gap: .6em; }
.log:focus-visible { outline-offset: -3px; }
/* Over the end of the log, and no line of its own. */
.newer { align-self: center; margin-block: -52px 8px; padding-inline: 1.2em; border-color: var(--on); box-shadow: 0 2px 10px #0006; z-index: 1; }
.newer:focus-visible { outline-offset: 0; }
.m { display: flex; flex-direction: column; align-items: start; gap: .3em; max-inline-size: 92%; }
.patron { align-self: end; align-items: end; }
.who { position: absolute; clip-path: inset(50%); }
.staff .who { position: static; clip-path: none; display: flex; align-items: center; gap: .5em; }
.staff .face { background: var(--accent); color: var(--on); font-size: .85em; }
.who, .note, .foot, .day, .author, .line { font-size: .82em; color: var(--dim); }
.day { align-self: center; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .5em .85em; border-radius: 1em;
  border: 1px solid transparent; max-inline-size: 100%; }
.staff .text { border-inline-start: 3px solid var(--accent); }
a { color: inherit; }
.cards { list-style: none; margin: .4em 0; padding: 0; display: grid; gap: .5em; }
.card { display: flex; gap: .7em; padding: .6em; background: var(--bg); border: 1px solid var(--line); border-radius: .8em; min-inline-size: 14em; }
.about { flex: 1; min-inline-size: 0; display: flex; flex-direction: column; align-items: start; gap: .15em; line-height: 1.5; }
.cover { flex: none; inline-size: 56px; block-size: 76px; padding: 5px 3px 5px 9px; overflow-wrap: normal; border-radius: 2px 5px 5px 2px; color: #fff; font-size: 8px; line-height: 1.35;
  overflow: hidden; position: relative; box-shadow: inset 5px 0 #0005; display: flex; flex-direction: column; justify-content: space-between; }
.cover b { max-block-size: 4em; overflow: hidden; }
.held { white-space: nowrap; }
.cover span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.cover img { position: absolute; inset: 0; }
.event .cover { block-size: 56px; border-radius: 8px; padding: 14px; box-shadow: none; font-size: 22px; }
.thing { font-weight: 600; text-align: start; }
button.thing { padding: 0; border-radius: .4em; text-decoration: underline; }
.line::first-letter { text-transform: uppercase; }
.line { color: var(--ink); }
.choices { display: flex; flex-wrap: wrap; gap: .4em; }
.choices button { border-color: var(--line); padding-inline: .9em; text-align: start; }
.matters button { background: var(--soft); font-weight: 600; }
.choices button:hover { text-decoration: underline; }
[aria-disabled=true] { border-style: dashed !important; color: var(--dim) !important; cursor: default; text-decoration: none !important; }
.taken { border-style: solid !important; color: var(--ink) !important; }
.signed .signin, .m:has(+ .bot) .rate { display: none; }
.foot, .rate, form { display: flex; align-items: end; }
.foot { align-items: center; gap: .5em; }
.rate { align-items: center; margin-block: -.6em; }
.rate button { padding: .2em; display: grid; place-items: center; }
.rate .taken { border-color: currentColor; }
form { gap: .5em; padding: .6em .8em .8em; }
textarea { flex: 1; resize: none; max-block-size: 9em; padding: .5em .8em; background: var(--bg); border-radius: 1em; border: 1px solid var(--line); min-block-size: 44px; }
textarea:focus-visible { outline-color: var(--edge, var(--accent)); outline-offset: -1px; }
textarea::placeholder { color: var(--dim); opacity: 1; }
.send { padding: .75em; }
[dir=rtl] .send svg { transform: scaleX(-1); }
iframe { flex: 1; border: 0; }
@media ${SMALL} { .panel { inset: 0; inline-size: 100%; block-size: 100dvh; border: 0; border-radius: 0; } }
@media (prefers-reduced-motion) { * { animation: none !important; } }
`;
