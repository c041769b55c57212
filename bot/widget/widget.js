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

/* put in by script.py: what stands beside the component */

// ---- the component ----

class KetabyarChat extends HTMLElement {
  static observedAttributes = ["lang", "name-fa", "name-en", "greeting-fa", "greeting-en", "accent", "corner", "logo"];

  connectedCallback() {
    if (this.ui) return this.wake();
    this.base = new URL(this.getAttribute("server") || new URL(".", SCRIPT), location.href).href.replace(/\/+$/, "");
    this.key = `ketabyar:${this.base}:`;
    this.shown = new Map(); // id -> element
    this.queue = new Map(); // client_message_id -> { item, element } of what is not acknowledged, oldest first
    this.below = new Set(); // messages that came below what is seen
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

  /* put in by script.py: the other methods of the component */

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
