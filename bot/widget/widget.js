// The chat of a library's website in one web component; docs/widget.md tells how and why.
// What people and answers say is only ever text, never markup.
(() => {
"use strict";

const SCRIPT = document.currentScript?.src || location.href;
const MOST_CHARACTERS = 0 /* put in by script.py: the length that a message may have */;
const TURN = 45e3, SILENCE = 5e4, DAY = 864e5, LONGEST_WAIT = 4e3; // milliseconds
const OVERLAP = 20; // messages that may have overtaken one another
const STARTERS = ["hours", "find", "loans", "person"]; // what may be asked first
const FRESH = 3e5; // how long it holds whether a librarian is there
const COVERS = ["#7a2e3a", "#1f4e6b", "#3d5a2a", "#5b3a78", "#7a4a12", "#0f5a55"];

// ---- texts ----

const TEXTS = { /* put in by script.py: the texts `widget.*` of both languages */ };
// What the library has chosen in the console; an attribute of the element goes before it.
const LOOK = {} /* put in by script.py: how the library wants it to look */;

// ---- looks ----

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
.launch, .head, .send, .signin, .own, .patron .text { background: var(--accent); color: var(--on); }
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

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const CLOSE = icon("M6 6l12 12M18 6L6 18");
const THUMB = icon("M7 11v9H4v-9zl4-7c2 0 2.5 1.5 2 3l-1 3h7l-2 9q-.5 1-1 1H7");

// data-t names an element's text, data-l its label.
const SHELL = `
<button class="launch" aria-haspopup="dialog">${icon("M4 5h16v11H10l-5 4v-4H4z")}<span data-t="launch"></span><span class="count" hidden></span></button>
<dialog class="panel" data-l="name"><div class="in">
  <div class="head"><span class="face" aria-hidden="true"></span><div class="names"><h2 data-t="name"></h2><div class="presence"></div></div>
    <button class="tongue" data-t="other"></button><button class="close" data-l="close">${CLOSE}</button></div>
  <div class="state" role="status"></div>
  <div class="log" role="log" aria-live="polite" tabindex="0" data-l="log"><div class="typing" role="status"></div></div>
  <div class="problem" role="alert" id="problem"></div>
  <form class="form"><textarea class="input" rows="1" data-l="write" aria-describedby="problem"></textarea>
    <button class="send" data-l="send">${icon("M4 12h14M13 6l6 6-6 6")}</button></form>
</div></dialog>
<dialog class="panel page" data-l="account"><div class="in">
  <div class="head"><h2 class="names" data-t="account"></h2><button class="leave" data-l="close">${CLOSE}</button></div>
  <div class="bar"><a class="tab" target="_blank" rel="noopener" data-t="tab"></a><span><span data-t="number"></span><b class="number"></b></span></div>
</div></dialog>`;

// ---- small helpers ----

const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const direction = (language) => (language === "en" ? "ltr" : "rtl");
const small = matchMedia(SMALL);

function make(tag, settings, ...children) {
  const element = document.createElement(tag);
  for (const name in settings) name in element ? (element[name] = settings[name]) : element.setAttribute(name, settings[name]);
  element.append(...children);
  return element;
}

const latin = (text) => text.replace(/[۰-۹]/g, (sign) => sign.charCodeAt() - 1776);

// Web addresses, e-mail addresses, what may be a telephone number; the number of a case, or one of which a part is hidden.
const HELD = /^(?:K-\d{6,}|[\d۰-۹+()-]{0,20}(?:•{2,9}|…)[\d۰-۹-]{0,20}[\d۰-۹])$/;
const LINKS = /\bK-\d{6,}\b|[\d۰-۹+()-]{0,20}(?:•{2,9}|…)[\d۰-۹-]{0,20}[\d۰-۹]|https?:\/\/[^\s<>"'«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w۰-۹.,/-])[+0۰][\d۰-۹][\d۰-۹ ()-]{5,18}[\d۰-۹](?![\w۰-۹])/gi;

/** Put a text into an element; addresses and telephone numbers as links. */
function write(element, text) {
  element.textContent = "";
  let from = 0;
  for (const { 0: found, index } of text.matchAll(LINKS)) {
    const link = { textContent: found.replace(/[.,;:!?)\]،؛؟…]+$/, ""), dir: "ltr" }, digits = latin(found).replace(/[^+\d]/g, "");
    if (HELD.test(found)) {
      // In its own direction, and never over two lines.
      element.append(text.slice(from, index), make("bdi", { textContent: found, dir: "ltr", className: "held" }));
      from = index + found.length;
      continue;
    }
    if (/^http/i.test(found)) Object.assign(link, { href: link.textContent, target: "_blank", rel: "noreferrer" });
    else if (/@/.test(found)) link.href = "mailto:" + found;
    // Eleven digits, or parts: a bare number may be a book's.
    else if (/^\+|^\d{11}$/.test(digits) || (/[ ()-]/.test(found) && digits.length > 7)) link.href = "tel:" + digits;
    else continue;
    element.append(text.slice(from, index), make("a", link));
    from = index + link.textContent.length;
  }
  element.append(text.slice(from));
}

/** The first letters of a name's first words, not joined. */
const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join("\u200c");

/** White or dark letters, whichever are read better on a colour; none for what is no colour. */
function lettersOn(colour) {
  if (!/^#[\da-f]{6}$/i.test(colour)) return;
  const [red, green, blue] = colour.match(/\w\w/g).map((part) => parseInt(part, 16) / 255)
    .map((share) => (share > 0.04 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92));
  return red * 0.2126 + green * 0.7152 + blue * 0.0722 > 0.179 ? "#000" : "#fff";
}

// Where storage is forbidden or full:
class Memory {
  getItem(key) { return this[key] ?? null; }
  setItem(key, value) { this[key] = value; }
  removeItem(key) { delete this[key]; }
}
const storage = (name) => { try { window[name].setItem("ketabyar", 1); return window[name]; } catch { return new Memory(); } };
const local = storage("localStorage"), session = storage("sessionStorage");

const refused = async (answer) => Object.assign(Error(answer.status), { status: answer.status, texts: (await answer.json().catch(() => ({}))).message });

// ---- the component ----

class KetabyarChat extends HTMLElement {
  static observedAttributes = ["lang", "name-fa", "name-en", "greeting-fa", "greeting-en", "accent", "corner", "logo"];

  connectedCallback() {
    if (this.ui) return this.wake();
    this.base = new URL(this.getAttribute("server") || new URL(".", SCRIPT), location.href).href.replace(/\/+$/, "");
    this.key = `ketabyar:${this.base}:`;
    this.shown = new Map(); // id -> element
    this.queue = new Map(); // client_message_id -> { item, element } of what is not acknowledged, oldest first
    this.unread = this.greeted = this.heard = this.misses = 0;
    this.low = true;
    this.wrote = 0;
    this.state = {};
    this.build();
    this.listen();
    const left = Object.keys(local).filter((key) => key.startsWith(this.key + "out:")).map((key) => JSON.parse(local.getItem(key)));
    for (const item of left.sort((a, b) => a.at - b.at)) this.enqueue(item);
    this.markWaiting();
    this.wake();
    if (session.getItem(this.key) && !small.matches) this.open(false);
  }

  disconnectedCallback() {
    this.stream?.abort();
    clearInterval(this.asks);
  }

  attributeChangedCallback(name) {
    if (!this.ui) return;
    this.dress();
    this.speak(name === "lang" ? this.firstLanguage() : this.language);
  }

  /** What the page says of the widget's look, else what the library has chosen; empty for nothing. */
  look(name) { return this.getAttribute(name) ?? LOOK[name] ?? ""; }

  /** Put on the library's colour, corner and logo. */
  dress() {
    const colour = this.look("accent"), letters = lettersOn(colour), { launch, panel, page } = this.ui;
    this.paint.replaceSync(letters ? `:host { --accent: ${colour}; --on: ${letters}; --edge: var(--ink); }` : "");
    for (const part of [launch, panel, page]) part.classList.toggle("begin", this.look("corner") === "start");
  }

  get(name) { return JSON.parse(local.getItem(this.key + name)); }
  put(name, value) { try { local.setItem(this.key + name, JSON.stringify(value)); } catch { /* full */ } }
  drop(name) { local.removeItem(this.key + name); }

  // ---- language

  text(name) { return TEXTS[this.language][name]; }

  name() { return this.look("name-" + this.language) || this.text("name"); }

  pageLanguage() { return /^en/i.test(this.closest("[lang]")?.lang) ? "en" : "fa"; }

  // A choice counts on pages of the language on which it was made.
  firstLanguage() {
    const page = this.pageLanguage(), choice = this.get("choice") || {};
    return choice.page === page ? choice.language : page;
  }

  speak(language) {
    const { log, input, tongue } = this.ui;
    this.language = language;
    for (const inner of this.shadowRoot.querySelectorAll(".in, .launch")) Object.assign(inner, { lang: language, dir: direction(language) });
    tongue.lang = language === "fa" ? "en" : "fa";
    log.ariaLive = "off";
    this.label(this.shadowRoot);
    input.placeholder = this.text("write");
    const greeting = this.look("greeting-" + language) || this.text("hello");
    const hello = this.element({ sender: "bot", text: greeting, language, buttons: STARTERS.map((one) => ({ title: this.text("starter." + one) })) });
    this.hello ? this.hello.replaceWith(hello) : log.append(hello);
    this.hello = hello;
    this.showWelcome();
    this.live();
    this.showState(this.state);
    this.typed();
  }

  keepLanguage(language) {
    this.put("choice", { page: this.pageLanguage(), language });
    this.speak(language);
  }

  /** Put texts and labels in the present language. */
  label(root) {
    const text = (name) => (name === "name" ? this.name() : this.text(name));
    for (const element of root.querySelectorAll("[data-t]")) element.textContent = text(element.dataset.t);
    for (const element of root.querySelectorAll("[data-l]")) element.ariaLabel = text(element.dataset.l);
    for (const element of root.querySelectorAll("time")) set(element, this.moment(element.dateTime, element.className === "day"));
    return root;
  }

  /** A day, or a time of day, as it is where the reader is. */
  moment(at, day) {
    const asked = day ? { weekday: "long", day: "numeric", month: "long" } : { hour: "2-digit", minute: "2-digit" };
    return new Intl.DateTimeFormat(this.language === "fa" ? "fa-IR-u-ca-persian" : "en-GB", asked).format(new Date(at));
  }

  live() { setTimeout(() => { this.ui.log.ariaLive = "polite"; }, 100); }

  // ---- what is on the screen

  build() {
    const shadow = this.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE); // the site's policy may forbid inline styles
    this.paint = new CSSStyleSheet();
    shadow.adoptedStyleSheets = [sheet, this.paint];
    shadow.innerHTML = SHELL;
    this.ui = {};
    for (const element of shadow.querySelectorAll("[class]")) this.ui[[...element.classList].pop()] = element;
    const { launch, tongue, close, leave, panel, page, log, input, form } = this.ui;
    launch.onclick = () => this.open();
    close.onclick = () => this.close();
    leave.onclick = () => page.close();
    log.onscroll = () => { this.low = log.scrollHeight - log.scrollTop - log.clientHeight < 99; };
    new ResizeObserver(() => this.stick()).observe(log);
    page.onclose = () => {
      this.frame.remove();
      this.ui.input.focus();
    };
    tongue.onclick = () => {
      this.keepLanguage(tongue.lang);
      if (this.get("token")) this.ask("POST", "language", { language: this.language }).catch(() => {});
    };
    panel.oncancel = (event) => { event.preventDefault(); this.close(); };
    panel.onkeydown = (event) => { if (event.key === "Escape") this.close(); };
    form.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    input.oninput = () => {
      this.typed();
      // Who waits for a librarian, or talks with one, shows that something is coming.
      if (!input.value.trim() || !/staff/.test(this.state.status) || Date.now() - this.wrote < 3e3) return;
      this.wrote = Date.now();
      this.ask("POST", "writing", {}).catch(() => {});
    };
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    };
    this.dress();
    this.speak(this.firstLanguage());
  }

  element({ id, sender, text, buttons = [], sign_in, my_data, language, lists = [], by, at }) {
    // A Persian answer may begin with a Latin title, so its language decides.
    const body = make("div", { className: "text", dir: language && /bot|system/.test(sender) ? direction(language) : "auto" });
    const mark = (id && this.get("marks")?.[id]) || {}, pressed = new Set();
    const button = ({ title, payload }, settings) => {
      const press = () => {
        if (button.ariaDisabled) return;
        if (!id) return this.say({ text: title });
        const card = button.closest(".card"), box = card ? "card:" + card.dataset.n : "button";
        this.mark(id, box, payload);
        this.spend(card || choices, payload);
        this.say({ payload, title, under: id, box });
      };
      const button = make("button", { dir: "auto", textContent: title, value: payload, onclick: press, ...settings });
      pressed.add(payload);
      return button;
    };
    const choices = make("div", { className: "choices" }), foot = make("div", { className: "foot" });
    this.fill(body, text, lists, button, mark);
    const who = make("span", { className: "who" }, make("span", { "data-t": sender }), by ? " " + by + ": " : ": ");
    if (by) who.prepend(make("span", { className: "face", ariaHidden: "true", textContent: initials(by) }));
    const element = make("div", { className: "m " + sender }, who, body, choices, foot);
    if (at) {
      element.dataset.at = at;
      foot.append(make("time", { dateTime: at }));
    }
    if (language) body.lang = language;
    if (sign_in) choices.append(make("button", { className: "signin", "data-t": "sign_in", onclick: (event) => this.signIn(event.target) }));
    if (my_data) choices.append(make("button", { className: "own", "data-t": "my_data", onclick: (event) => this.myData(event.target) }));
    for (const each of buttons.filter(({ payload }) => !pressed.has(payload))) choices.append(button(each));
    if (mark.button) this.spend(choices, mark.button);
    if (id && sender === "bot" && !sign_in) foot.append(this.thumbs(id, mark.thumb));
    return this.label(element);
  }

  /** Put an answer into its bubble: its words, and in the place of its lists cards that say the same. */
  fill(body, text, lists, button, mark) {
    if (!lists.length) return write(body, text);
    const lines = text.split("\n");
    let from = 0, n = 0;
    const words = (to) => {
      const part = make("div");
      if (to > from) write(part, lines.slice(from, to).join("\n"));
      body.append(part);
    };
    for (const { kind, first, last, items } of lists) {
      words(first);
      const cards = make("ul", { className: "cards", role: "list" });
      for (const item of items) {
        const card = this.card(kind, item, button);
        card.dataset.n = n++;
        const taken = mark["card:" + card.dataset.n];
        if (taken) this.spend(card, taken);
        cards.append(card);
      }
      body.append(cards);
      from = last + 1;
    }
    words(lines.length);
  }

  card(kind, { title, author = "", n = "", lines, buttons = [], press, isbn }, button) {
    const cover = make("div", { className: "cover", ariaHidden: "true", dir: "auto" }), about = make("div", { className: "about" });
    if (kind === "event") cover.innerHTML = icon("M4 6h16v14H4zM4 10h16M8 3v4M16 3v4");
    else cover.append(make("b", { textContent: title }), make("span", { textContent: author }));
    cover.style.background = COVERS[[...title].reduce((sum, sign) => sum + sign.codePointAt(), 0) % COVERS.length];
    const source = this.getAttribute("covers");
    if (source && isbn) {
      const src = new URL(source.replace("{isbn}", encodeURIComponent(isbn)), location.href).href;
      cover.append(make("img", { src, alt: "", loading: "lazy", referrerPolicy: "no-referrer", onerror: (event) => event.target.remove() }));
    }
    // What the list's own buttons do, the card's do already.
    const name = press && !buttons.some(({ payload }) => payload === press) ? button({ title, payload: press }, { dir: "" }) : make("div");
    name.className = "thing";
    name.replaceChildren(n && n + ". ", make("bdi", { textContent: title }));
    about.append(name);
    if (author) about.append(make("div", { className: "author" }, make("bdi", { textContent: author })));
    for (const line of lines) {
      about.append(make("div", { className: "line" }));
      write(about.lastChild, line);
    }
    about.append(make("div", { className: "choices" }, ...buttons.map((each) => button(each))));
    return make("li", { className: "card " + kind }, cover, about);
  }

  /** Retire the buttons of a box, one of them taken; none: give them back. */
  spend(box, taken) {
    for (const button of box.querySelectorAll("button:not(.signin, .own)")) {
      button.ariaDisabled = taken ? "true" : null;
      button.classList.toggle("taken", button.value === taken);
    }
  }

  thumbs(id, given) {
    const box = make("div", { className: "rate" });
    for (const value of ["1", "-1"]) {
      const button = make("button", { value, "data-l": value > 0 ? "good" : "bad", innerHTML: THUMB });
      if (value < 0) button.firstChild.style.transform = "scaleY(-1)";
      button.onclick = async () => {
        if (button.ariaDisabled) return;
        this.spend(box, value);
        try {
          await this.ask("POST", "feedback", { message_id: id, value: +value });
          this.mark(id, "thumb", value);
          box.append(make("span", { role: "status", textContent: this.text("rated") }));
        } catch (error) {
          this.spend(box);
          this.complain(error);
        }
      };
      box.append(button);
    }
    if (given) this.spend(box, given);
    return box;
  }

  mark(id, name, value) {
    const marks = this.get("marks") || {};
    marks[id] = { ...marks[id], [name]: value };
    for (const old of Object.keys(marks).slice(0, -200)) delete marks[old];
    this.put("marks", marks);
  }

  /** Show the server's message at its place, once; true if it is news. */
  show(message) {
    const { log } = this.ui, { id, client_message_id: own, text, sender } = message, mine = this.queue.get(own);
    if (own) this.settle(own);
    if (this.shown.has(id)) return mine?.element.remove();
    const element = mine?.element || this.element(message), body = element.querySelector(".text");
    if (mine && body.textContent !== text) write(body, text); // masked
    element.querySelector(".note")?.remove();
    if (mine) {
      // The server's clock is the one that counts.
      element.dataset.at = element.querySelector("time").dateTime = message.at;
      this.label(element);
    }
    element.dataset.id = id;
    this.shown.set(id, element);
    // What is not acknowledged stays last.
    let next = [...log.children].find((other) => other.dataset.id > id || other.dataset.id === "") || null;
    if (next?.previousElementSibling?.className === "day") next = next.previousElementSibling;
    if (!mine || element.nextSibling !== next) log.insertBefore(element, next);
    this.writeDay(element);
    this.writeDay(next?.className === "day" ? next.nextElementSibling : next);
    if (sender !== "patron") {
      // What is said in one go is read from its beginning.
      if (Date.now() - this.heard > 2e3 || !this.answer) this.answer = element;
      this.heard = Date.now();
    }
    this.stick();
    return !mine;
  }

  /** Scroll to the end, but not past the beginning of what was answered last. */
  toEnd() {
    const { log } = this.ui, left = () => log.scrollHeight - log.clientHeight - log.scrollTop;
    const far = this.answer ? this.answer.getBoundingClientRect().top - log.getBoundingClientRect().top - 8 : -9;
    log.scrollTop += far > -2 ? Math.min(far, left()) : left();
    this.low = left() < 99;
  }

  /** Write the day over a message that is the first of it. */
  writeDay(element) {
    if (!element?.dataset.at) return;
    const before = element.previousElementSibling, line = before?.className === "day" ? before : null;
    const day = new Date(element.dataset.at).toDateString(), last = line ? line.previousElementSibling : before;
    if (last?.dataset.at && new Date(last.dataset.at).toDateString() === day) line?.remove();
    else if (!line) element.before(make("time", { className: "day", dateTime: element.dataset.at, textContent: this.moment(element.dataset.at, true) }));
  }

  /** Stay at the end, unless somebody has scrolled up to read. */
  stick() { if (this.low) this.toEnd(); }

  showState(state) {
    const { state: line, launch, panel, page, count, log, typing } = this.ui, before = this.state, after = state.history_after;
    this.state = state;
    if (before.language && state.language && state.language !== before.language) this.keepLanguage(state.language);
    if (state.signed_in && page.open && this.number) page.close(); // after a sign-in
    // The token of before has ended; a secret that is not good for a new one is good for nothing.
    if (state.signed_in) this.renew().then((done) => done ? this.wake() : session.removeItem(this.key + "claims")).catch(() => {});
    log.classList.toggle("signed", !!state.signed_in);
    for (const [id, element] of this.shown) if (id <= after) element.remove(); // of who has signed out
    for (const line of log.querySelectorAll(".day")) if (!line.nextElementSibling?.dataset.at) line.remove();
    if (before.status && state.status !== before.status) this.greeted = 0; // somebody came or left
    this.greet(!state.signed_in !== !before.signed_in);
    const name = this.barred ? "barred" : this.lost ? "offline" : /staff/.test(state.status) ? state.status : state.signed_in ? "signed_in" : state.lapsed ? "lapsed" : "";
    set(line, name && this.text(name));
    const staff = state.status === "with_staff", writes = staff ? state.staff_writes && this.text("staff_writing") : this.busy && this.text("typing");
    set(typing, (!this.lost && writes) || "");
    if (state !== before) { // said again while it is true, and by nobody but the server
      clearTimeout(this.writing);
      if (state.staff_writes) this.writing = setTimeout(() => this.showState({ ...this.state, staff_writes: false }), 6e3);
    }
    launch.hidden = panel.open;
    count.hidden = !this.unread;
    count.textContent = this.unread.toLocaleString(this.language) + this.text("unread");
  }

  showLost(lost) {
    this.lost = lost;
    if (!lost) this.barred = this.misses = 0;
    this.showState(this.state);
  }

  /** Tell a lost connection from a server that is there, and answers no page of this site. */
  async missed(error) {
    this.showLost(true);
    if (!(error instanceof TypeError) || ++this.misses < 2 || this.barred) return;
    const there = await fetch(this.base + "/health", { mode: "no-cors", cache: "no-store" }).then(() => navigator.onLine, () => false);
    this.barred = there && this.lost;
    if (this.barred) console.warn(`ketabyar-chat: add ${location.origin} to KETABYAR_SITES, or this site is not answered`);
    this.showState(this.state);
  }

  // ---- the first screen

  /** Ask whether a librarian is there, and what is open for this visitor; `anew`: whoever this was is another now. */
  async greet(anew) {
    if (anew) {
      this.greeted = 0;
      this.welcome = { ...this.welcome, matters: [] };
      this.showWelcome();
    }
    if (!this.ui.panel.open || !this.isConnected || document.hidden || Date.now() - this.greeted < FRESH) return;
    const asked = this.greeted = Date.now();
    try {
      const answer = await this.request("GET", "welcome", undefined, this.get("token") || "");
      if (!answer.ok) throw await refused(answer);
      const welcome = await answer.json();
      if (asked === this.greeted) this.welcome = welcome;
      this.showWelcome();
    } catch { if (asked === this.greeted) this.greeted = asked - FRESH + 3e4; }
  }

  /** Show name and face, who is there, and what is open. */
  showWelcome() {
    const { presence, face } = this.ui, { presence: there, matters = [] } = this.welcome || {}, src = this.look("logo");
    const letters = initials(this.name());
    face.replaceChildren(src ? make("img", { src, alt: "", onerror: () => face.replaceChildren(letters) }) : letters);
    set(presence, there ? there[this.language] : "");
    this.hello.querySelector(".matters")?.remove();
    if (!matters.length) return;
    const press = ({ title, payload }) => () => this.say({ title: title[this.language], payload });
    this.hello.querySelector(".text").after(make("div", { className: "choices matters", role: "group", ariaLabel: this.text("open") },
      ...matters.map((one) => make("button", { textContent: one.title[this.language], onclick: press(one) }))));
  }

  complain(error) { this.ui.problem.textContent = error.texts?.[this.language] || this.text(error.status ? "failed" : "offline"); }

  // ---- opening and closing

  open(focus = true) {
    const { panel, input } = this.ui;
    if (small.matches) panel.showModal(); // covering the page
    else panel.open = true;
    this.unread = 0;
    session.setItem(this.key, 1);
    this.toEnd();
    this.typed();
    if (focus) input.focus();
    this.showState(this.state);
    this.wake();
  }

  close() {
    this.ui.panel.close();
    session.removeItem(this.key);
    this.showState(this.state);
    this.ui.launch.focus();
    this.wake();
  }

  typed() {
    const { input, problem } = this.ui, long = input.value.length > MOST_CHARACTERS;
    input.dir = input.value ? "auto" : direction(this.language); // auto misplaces the placeholder
    input.style.blockSize = "auto";
    input.style.blockSize = input.scrollHeight + 2 + "px";
    input.ariaInvalid = long;
    if (input.value) set(problem, long ? this.text("long") : "");
  }

  // ---- saying something

  submit() {
    const { input } = this.ui, text = input.value.trim();
    if (text && text.length <= MOST_CHARACTERS) {
      input.value = "";
      this.typed();
      this.say({ text });
    }
    input.focus();
  }

  /** Queue a message under an id that it keeps, show and send it. */
  say(said) {
    const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const item = { id, at: Date.now(), language: this.language, ...said };
    this.put("out:" + id, item);
    this.ui.problem.textContent = "";
    this.enqueue(item);
    this.answer = null;
    this.toEnd();
    this.flush();
  }

  enqueue(item) {
    if (Date.now() - item.at > DAY) return this.drop("out:" + item.id);
    const element = this.element({ sender: "patron", text: item.text || item.title, at: new Date(item.at).toISOString() });
    element.dataset.id = "";
    this.queue.set(item.id, { item, element });
    this.ui.log.append(element);
  }

  settle(id) {
    this.queue.delete(id);
    this.drop("out:" + id);
  }

  markWaiting() {
    for (const { element } of this.queue.values()) {
      if (!element.querySelector(".note")) element.append(make("span", { className: "note", "data-t": "waiting", textContent: this.text("waiting") }));
    }
    this.stick();
  }

  /** Send the queue, one by one, each until it is acknowledged. */
  async flush() {
    if (this.busy) return;
    this.busy = true;
    for (let wait = 1e3; this.queue.size;) {
      this.showState(this.state);
      const { item } = this.queue.values().next().value;
      try {
        await this.deliver(item);
        wait = 1e3;
      } catch (error) {
        if (error.status < 500 && error.status !== 408) {
          this.refuse(error, item);
          continue;
        }
        this.markWaiting();
        this.missed(error);
        await this.rest(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    this.busy = false;
    this.showState(this.state);
  }

  async deliver({ id, text, payload, title, language }) {
    const said = text ? { text } : { payload, title };
    const answer = await this.json("POST", "messages", { client_message_id: id, language, ...said });
    this.show({ ...answer.message, client_message_id: id });
    for (const message of answer.messages) this.show(message);
    this.showLost(this.dark);
    this.showState(answer.state);
    this.put("last", Date.now()); // tells other tabs
    this.rouse();
    this.follow();
  }

  /** Give back what the server will not have. */
  refuse(error, { id, text, under, box }) {
    const { input } = this.ui, above = this.shown.get(under);
    this.queue.get(id)?.element.remove();
    this.settle(id);
    if (text) input.value = (text + "\n" + input.value).trim();
    if (above) {
      this.mark(under, box);
      this.spend(above.querySelector(box === "button" ? ".m > .choices" : `[data-n="${box.slice(5)}"]`));
    }
    this.typed();
    this.complain(error);
  }

  // ---- the server

  /** Let nobody wait any longer for a server that is there. */
  rouse() { this.dispatchEvent(new Event("wake")); }

  /** Wait, unless woken. */
  rest(wait) {
    return new Promise((done) => {
      this.addEventListener("wake", done, { once: true });
      setTimeout(done, wait * (0.8 + Math.random() / 2));
    });
  }

  request(method, path, body, token = "", signal = AbortSignal.timeout(TURN)) {
    const headers = { Authorization: "Bearer " + token, "Content-Type": "application/json" };
    return fetch(`${this.base}/api/chat/${path}`, { method, headers, signal, credentials: "omit", body: JSON.stringify(body) });
  }

  /** Ask as this visitor, after a sign-in by the new token; as a new one, when the server does not know the old. */
  async ask(method, path, body, signal) {
    for (let tries = 0; ; tries++) {
      const token = this.get("token") || await (this.joining ??= this.join().finally(() => { this.joining = null; }));
      const answer = await this.request(method, path, body, token, signal);
      if (answer.ok) return answer;
      if (answer.status !== 401 || tries > 1) throw await refused(answer);
      const now = this.get("token"); // of another tab, where it is not ours
      if (now === token ? await this.renew() : now && now === this.get("renewed")) continue;
      if (now === token) this.drop("token");
      this.forget();
      path = path.replace(/after=\d+/, "after=0");
    }
  }

  /** Take the token of after a sign-in, which is given for the secrets of this page alone; true if there is one. */
  renew() {
    const claims = this.claims();
    if (!claims.length) return Promise.resolve(false);
    return this.renewing ??= this.request("POST", "session/renew", { claims }).then(async (answer) => {
      if (answer.status > 404) throw await refused(answer);
      if (!answer.ok) return false;
      const { token } = await answer.json();
      this.put("renewed", token); // the same visitor: other tabs just go on
      this.put("token", token);
      session.removeItem(this.key + "claims");
      return true;
    }).finally(() => { this.renewing = null; });
  }

  claims() { return JSON.parse(session.getItem(this.key + "claims")) || []; }

  async json(...asked) { return (await this.ask(...asked)).json(); }

  async join() {
    const answer = await this.request("POST", "session", { language: this.language });
    if (!answer.ok) throw await refused(answer);
    const { token } = await answer.json();
    this.put("token", token);
    return token;
  }

  /** Begin anew; what is on the screen stays to be read. */
  forget() {
    for (const element of this.shown.values()) {
      delete element.dataset.id;
      element.querySelectorAll("button").forEach((button) => button.remove());
    }
    this.shown.clear();
    this.caughtUp = false;
    this.drop("marks");
    this.showState({});
    this.greet(true);
  }

  // ---- hearing something

  // Connections are few for all tabs together: listen while somebody looks.
  wanted() { return this.isConnected && this.get("token") && !document.hidden && (this.ui.panel.open || /staff/.test(this.state.status)); }

  wake() {
    this.rouse();
    this.greet();
    clearInterval(this.asks); // a librarian comes and goes while nobody says anything
    this.asks = setInterval(() => this.greet(), 3e4);
    if (!this.wanted()) this.stream?.abort();
    this.flush();
    this.follow();
  }

  async follow() {
    if (this.stream) return;
    for (let wait = 1e3; this.wanted(); wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const attempt = this.stream = new AbortController();
      this.dark = false;
      let timer;
      const alive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => attempt.abort(), SILENCE);
      };
      try {
        alive();
        await this.catchUp(attempt.signal);
        const answer = await this.ask("GET", "events?after=" + this.cursor(), undefined, attempt.signal);
        this.showLost(this.dark);
        this.rouse();
        await this.read(answer.body.pipeThrough(new TextDecoderStream()).getReader(), () => { alive(); wait = 1e3; });
      } catch (error) {
        if (this.wanted()) this.missed(error);
      }
      clearTimeout(timer);
      await this.rest(wait);
    }
    this.stream = null;
  }

  async read(reader, alive) {
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      alive();
      const blocks = (rest + value).replaceAll("\r", "").split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const [, kind] = block.match(/^event: ?(.*)/m) || [], [, data] = block.match(/^data: ?(.*)/m) || [];
        if (kind) this[kind === "state" ? "showState" : "hear"](JSON.parse(data));
      }
    }
  }

  async catchUp(signal) {
    for (let after = this.cursor(), count = 1; count;) {
      const { messages, state } = await this.json("GET", "messages?after=" + after, undefined, signal), history = !this.caughtUp, { answer } = this;
      if (history) this.ui.log.ariaLive = "off"; // not read out again
      for (const message of messages) this.hear(message, history);
      if (history) {
        this.live();
        this.answer = answer; // none of before
        this.toEnd();
      }
      this.showState(state);
      count = messages.length;
      after = messages.at(-1)?.id;
      this.caughtUp = true;
    }
  }

  /** From where to read on: a little before the last message, since one may have overtaken another. */
  cursor() { return [...this.shown.keys()].sort((a, b) => b - a)[OVERLAP] || 0; }

  hear(message, history) {
    const news = this.show(message);
    if (news && !history && message.sender !== "patron" && !this.ui.panel.open) {
      this.unread++;
      this.showState(this.state);
    }
  }

  // ---- signing in

  async signIn(button) {
    button.disabled = true;
    try {
      // One for each link, so that it is nobody's but this page's; kept for a reload.
      const claim = crypto.getRandomValues(new Uint32Array(8)).join("-");
      session.setItem(this.key + "claims", JSON.stringify([claim, ...this.claims()].slice(0, 5)));
      const offer = await this.json("POST", "sign-in", { claim });
      this.showPage(offer.url, "account", offer.number);
    } catch (error) {
      this.complain(error);
    } finally {
      button.disabled = false;
    }
  }

  async myData(button) {
    button.disabled = true;
    try {
      this.showPage((await this.json("POST", "my-data", {})).url, "my_data");
    } catch (error) {
      this.complain(error);
    } finally {
      button.disabled = false;
    }
  }

  /** Show a page of ours over the chat; `number` is asked for there. */
  showPage(url, title, number = "") {
    const { page, tab, number: line } = this.ui, address = new URL(url, this.base);
    if (!/^http/.test(address)) return;
    tab.href = address;
    this.number = number;
    line.parentNode.hidden = !number;
    line.textContent = (+number).toLocaleString(this.language);
    page.dataset.l = page.querySelector("h2").dataset.t = title;
    this.label(this.shadowRoot);
    this.frame = make("iframe", { src: address, title: this.text(title) });
    page.firstChild.append(this.frame);
    page.showModal();
  }

  heardFromPage({ origin, source, data }) {
    const { page, tab } = this.ui;
    if (!page.open || origin !== tab.origin || source !== this.frame.contentWindow) return;
    if (data?.type === "ketabyar:number?") source.postMessage({ type: "ketabyar:number", number: this.number }, origin);
    if (data?.type !== "ketabyar:signed-in") return;
    page.close();
    this.catchUp().catch(() => this.wake());
  }

  // ---- the world around

  listen() {
    addEventListener("online", () => {
      this.dark = false;
      this.showLost(false);
      this.wake();
    });
    document.addEventListener("visibilitychange", () => this.wake());
    addEventListener("offline", () => {
      this.dark = true; // what was answered before this says nothing of now
      this.showLost(true);
      this.stream?.abort();
    });
    addEventListener("message", (event) => this.heardFromPage(event));
    addEventListener("storage", ({ key, newValue }) => { // another tab
      if (!key?.startsWith(this.key) || !this.get("token")) return;
      const name = key.slice(this.key.length);
      if (name === "token" && newValue && newValue !== local.getItem(this.key + "renewed")) this.forget();
      if (name === "token" || name === "last") this.catchUp().catch(() => {});
    });
  }
}

if (!customElements.get("ketabyar-chat")) customElements.define("ketabyar-chat", KetabyarChat);
})();
