// At the desk: who else is there and who is writing, how far this page was seen, when the wait ends, and what is new in
// the conversations beside this one.
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const id = desk.dataset.desk;
  const list = desk.querySelector("[data-lines]");
  const box = document.querySelector("[data-answer]");
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const lang = document.documentElement.lang;
  const digits = (n) => n.toLocaleString(lang === "fa" ? "fa-IR" : "en-GB");
  const put = (text, value) => text.replace("%s", () => value);

  // By when a word is due, as the patron was told, and after that when the bot takes the conversation back. The server
  // says how long it is: this computer's clock may be wrong.
  const ends = document.querySelector("[data-ends]");
  let over = null;
  let owed = null;
  const show = () => {
    if (!ends) return;
    ends.hidden = over === null;
    if (over === null) return;
    const isDue = owed < over - 1000 && owed > performance.now();
    const left = Math.ceil(((isDue ? owed : over) - performance.now()) / 1000);
    const { text, due, now, minutes, seconds } = ends.dataset;
    const span = left > 60 ? put(minutes, digits(Math.ceil(left / 60))) : put(seconds, digits(left));
    ends.querySelector("[data-left]").textContent = left > 0 ? put(isDue ? due : text, span) : now;
    ends.classList.toggle("near", left <= 120);
  };
  const wait = (moment, left, due, held) => {
    over = moment === null ? null : performance.now() + left * 1000;
    owed = performance.now() + due * 1000;
    if (ends) ends.dataset.ends = moment ?? "";
    const shown = ends?.querySelector("[name=shown]");
    if (shown && held !== undefined) shown.value = held ?? "";
    show();
  };
  // For how long the patron has waited; whoever was answered waits for nothing, until they write again.
  const badge = document.querySelector("[data-waits]");
  const waits = (text) => {
    badge.hidden = !text;
    if (text) badge.querySelector("span").textContent = text;
  };
  if (ends?.dataset.ends) wait(ends.dataset.ends, Number(ends.dataset.seconds_left), Number(ends.dataset.seconds_due));
  setInterval(() => document.hidden || show(), 1000);

  // What the page says by itself. A page that is not in sight has seen nothing.
  const WRITES = 4000;
  const OFTEN = 3000;
  const EVERY = 15000;
  let typed = -Infinity;
  let said = -Infinity;
  // One tab that goes out of sight says nothing of another.
  const page = Math.random().toString(36).slice(2);
  const say = async (leaves) => {
    const body = new URLSearchParams({
      page,
      seen: document.hidden ? "" : list.dataset.last,
      writes: performance.now() - typed < WRITES ? "1" : "",
      leaves: leaves ? "1" : "",
    });
    const headers = { "X-CSRF-Token": csrf, "X-By-Itself": "1" };
    try {
      const answer = await fetch(`/console/inbox/${id}/here`, { method: "POST", headers, body, keepalive: Boolean(leaves) });
      if (leaves || !answer.ok || answer.redirected) return;
      const { ends: moment, left, due, held, waits: since } = await answer.json();
      wait(moment, left, due, held);
      waits(since);
    } catch {
      // Nothing is lost with a sign: the next one comes soon.
    }
  };
  setInterval(() => document.hidden || say(), EVERY);
  document.addEventListener("visibilitychange", () => say(document.hidden));
  window.addEventListener("pagehide", () => say(true));
  document.addEventListener("desk:read", () => document.hidden || say());
  document.body.addEventListener("replied", () => {
    typed = -Infinity;
    say();
  });
  box?.addEventListener("input", () => {
    if (!box.value.trim()) return;
    typed = performance.now();
    if (typed - said < OFTEN) return;
    said = typed;
    say();
  });
  if (!document.hidden) say();

  const place = desk.querySelector("[data-signs]");
  const names = (all) => new Intl.ListFormat(lang, { type: "unit", style: "short" }).format(all);
  const signs = ({ patron = false, writing = [], looking = [] } = {}) => {
    const told = [
      patron && place.dataset.patron,
      writing.length && put(place.dataset.writing, names(writing)),
      looking.length && put(place.dataset.looking, names(looking)),
    ].filter(Boolean);
    const text = told.join(" · ");
    if (place.textContent !== text) place.textContent = text;
  };

  // The list is compared with what it was made of: what comes between the page and its first event is not missed.
  const rail = desk.parentElement.querySelector("[data-rail]");
  const where = rail?.querySelector("[data-rail-list]");
  const known = () => JSON.stringify(JSON.parse(where.querySelector("[data-known]").dataset.known));
  let now = null;
  let asks = false;
  const refresh = async () => {
    if (!where || asks || now === null || known() === now || !window.htmx) return;
    asks = true;
    const asked = now;
    const focused = where.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const own = { target: where, swap: "innerHTML", headers: { "X-By-Itself": "1" } };
    await window.htmx.ajax("GET", rail.dataset.rail, own).catch(() => {});
    if (focused) where.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    asks = false;
    if (asked !== now) refresh();
  };
  document.addEventListener("console:queue", ({ detail }) => {
    signs(detail.here?.[id]);
    now = JSON.stringify(detail.talks);
    refresh();
  });
})();
