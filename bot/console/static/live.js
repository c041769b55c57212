// What waits in the inbox, on every page: a number at the navigation and in the title, and a word of who is new.
// One tab of the browser listens to the server and tells the others, since a browser opens few streams to one place.
(() => {
  "use strict";
  const about = document.querySelector('meta[name="live"]');
  if (!about || !window.EventSource) return;
  const words = about.dataset;
  const digits = (n) => (document.documentElement.lang === "fa" ? n.toLocaleString("fa-IR") : String(n));
  const title = document.title;
  const link = document.querySelector('#side a[href="/console/inbox"]');
  let last = null;

  const show = (state) => {
    const parts = [[state.alarms.length, words.badge_alarms], [state.waiting, words.badge_waiting], [state.mine, words.badge_mine]];
    const n = parts.reduce((sum, [count]) => sum + count, 0);
    document.title = n ? `(${digits(n)}) ${title}` : title;
    let badge = link?.querySelector(".live-badge");
    if (link && n && !badge) {
      badge = link.appendChild(Object.assign(document.createElement("span"), { className: "badge bad live-badge" }));
    }
    if (badge && !n) badge.remove();
    else if (badge) {
      // One number, of several things: what it counts is told to who points at it, and read out.
      badge.title = parts.filter(([count]) => count).map(([count, text]) => text.replace("%s", digits(count))).join(" · ");
      badge.textContent = digits(n);
      badge.appendChild(Object.assign(document.createElement("span"), { className: "hidden", textContent: ` (${badge.title})` }));
    }
    const before = last;
    last = state;
    document.querySelector("#notices [data-ended]")?.remove();
    // Several who wait at once are told in one line.
    const found = [...new Map(news(before, state).map((one) => [`${one.told} ${one.where}`, one])).values()];
    if (found.length) announce(found);
    if (leads) call(found);
    document.dispatchEvent(new CustomEvent("console:queue", { detail: state }));
  };

  // What somebody takes themselves, in whichever tab, is no news to them: not what they give away.
  const taken = new Map();
  const TAKEN_FOR = 10000;
  document.addEventListener("submit", (event) => {
    const [, id, how] = /\/inbox\/([^/]+)\/(claim|transfer)$/.exec(event.target.action) ?? [];
    const me = last?.me;
    if (id && (how === "claim" || (me && event.target.elements.to?.value === me))) channel?.postMessage({ taken: id });
  });
  // Whether it came about by oneself; what came to nothing, or is with somebody else by now, is forgotten.
  const tookIt = (id) => {
    const at = taken.get(id);
    taken.delete(id);
    return at !== undefined && Date.now() - at < TAKEN_FOR;
  };

  // What has come since, what is worst first: an alarm, somebody who waits, a conversation that was given to me, an answer in one of mine.
  const news = (before, state) => {
    const found = [];
    if (state.alarms.some((id) => !before?.alarms.includes(id))) {
      found.push({ told: words.alarm, tone: "bad", where: "/console/inbox", alarm: true });
    }
    if (!before) return found;
    for (const id of taken.keys()) {
      const holder = state.talks[id]?.[1];
      if (holder && holder !== state.me) taken.delete(id);
    }
    for (const [id, [status, holder, seq, waits]] of Object.entries(state.talks)) {
      const [was, had, last] = before.talks[id] ?? [];
      const where = `/console/inbox/${id}`;
      if (status === "waiting_staff" && was !== "waiting_staff") {
        // Who is away is not called for it: the number at the inbox tells.
        if (state.away) continue;
        found.push({ told: words.fresh, tone: "care", where: "/console/inbox?who=waiting" });
      } else if (holder !== state.me || location.pathname === where && !document.hidden) continue;
      else if (had !== state.me) {
        if (!tookIt(id)) found.push({ told: words.given, tone: "care", where });
      } else if (waits && seq > last) found.push({ told: words.answered, tone: "care", where });
    }
    return found;
  };

  // The tab that listens also calls: two short tones, and a notice of the desktop where it was allowed. An alarm
  // cannot be switched off.
  let leads = false;
  const QUIET = "console-quiet";
  const bell = document.querySelector("[data-sound]");
  const isQuiet = () => localStorage.getItem(QUIET) === "1";
  const mark = () => {
    if (!bell) return;
    bell.hidden = false;
    bell.setAttribute("aria-pressed", String(!isQuiet()));
    bell.querySelector("span").textContent = isQuiet() ? bell.dataset.off : bell.dataset.on;
    bell.title = bell.querySelector("span").textContent;
  };
  bell?.addEventListener("click", () => {
    localStorage.setItem(QUIET, isQuiet() ? "0" : "1");
    if (!isQuiet() && window.Notification?.permission === "default") Notification.requestPermission();
    if (!isQuiet()) tones(false);
    mark();
    document.dispatchEvent(new CustomEvent("console:quiet"));
  });
  window.addEventListener("storage", mark);
  mark();
  let sound = null;
  const tones = (alarm) => {
    sound ??= window.AudioContext && new AudioContext();
    if (!sound) return;
    sound.resume?.();
    (alarm ? [880, 660, 880, 660] : [660, 880]).forEach((pitch, n) => {
      const at = sound.currentTime + n * 0.18;
      const tone = new OscillatorNode(sound, { frequency: pitch });
      const level = new GainNode(sound, { gain: 0 });
      level.gain.linearRampToValueAtTime(alarm ? 0.3 : 0.12, at + 0.02);
      level.gain.linearRampToValueAtTime(0, at + 0.16);
      tone.connect(level).connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.17);
    });
  };
  const call = (found) => {
    const loud = found.filter((one) => one.alarm || !isQuiet());
    if (!loud.length) return;
    tones(loud.some((one) => one.alarm));
    for (const one of loud) {
      document.dispatchEvent(new CustomEvent("console:called", { detail: one }));
      if (!document.hidden && document.hasFocus() || window.Notification?.permission !== "granted") continue;
      // No name and no words: whoever passes by reads the screen, too.
      notify(one);
    }
  };
  // Where this browser is called besides, both are shown by the same script under the same name, and so only once.
  const notify = async ({ told, where, alarm }) => {
    const how = { body: told, tag: where, requireInteraction: Boolean(alarm) };
    const worker = localStorage.getItem("console-push") && (await navigator.serviceWorker?.getRegistration("/console"));
    if (worker) return worker.showNotification(words.product, { ...how, icon: "/static/console/mark.svg", data: { where } });
    const notice = new Notification(words.product, how);
    notice.addEventListener("click", () => {
      window.focus();
      location.assign(where);
    });
  };

  const announce = (found) => {
    const lines = found.map(({ told, tone, where }) => {
      const line = document.createElement("p");
      line.className = `notice ${tone}`;
      if (tone === "bad") line.setAttribute("role", "alert");
      const text = document.createElement("span");
      const to = Object.assign(document.createElement("a"), { href: where, textContent: words.show });
      text.append(told, " ", to);
      line.append(text);
      return line;
    });
    document.getElementById("notices")?.replaceChildren(...lines);
  };

  const ended = () => {
    document.title = `(!) ${title}`;
    const line = Object.assign(document.createElement("p"), { className: "notice care" });
    line.dataset.ended = "";
    const to = Object.assign(document.createElement("a"), { href: location.href, textContent: words.again });
    line.append(Object.assign(document.createElement("span"), { textContent: words.ended }), " ", to);
    document.getElementById("notices")?.replaceChildren(line);
  };

  const LOST_AFTER = 6000;
  const unheard = (isLost) => {
    const line = Object.assign(document.createElement("p"), { className: "notice bad", textContent: words.lost });
    document.getElementById("unheard")?.replaceChildren(...(isLost ? [line] : []));
  };

  const channel = window.BroadcastChannel ? new BroadcastChannel("ketabyar-console") : null;
  const AGAIN_AFTER = 1000;
  // The server ends each stream after a while, and the browser comes back at once: only a longer silence is told.
  let silence = 0;
  const lost = (isLost) => {
    channel?.postMessage(isLost ? "lost" : "found");
    unheard(isLost);
  };
  const stream = () => {
    const source = new EventSource(about.content);
    source.addEventListener("open", () => {
      clearTimeout(silence);
      silence = 0;
      lost(false);
    });
    source.addEventListener("error", () => {
      silence ||= setTimeout(() => lost(true), LOST_AFTER);
      if (source.readyState === EventSource.CLOSED) setTimeout(ask, AGAIN_AFTER);
    });
    source.addEventListener("queue", (event) => {
      const state = JSON.parse(event.data);
      channel?.postMessage(state);
      show(state);
    });
  };
  // A browser closes a stream for good when its page moves on, which ends nothing in the others (and this is then never
  // reached), and after any answer that is no stream: a server that starts anew, or a session that has ended.
  const ask = async () => {
    const asked = new AbortController();
    try {
      const answer = await fetch(about.content, { redirect: "manual", signal: asked.signal, headers: { "X-By-Itself": "1" } });
      asked.abort();
      if (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/event-stream")) stream();
      else if (answer.status >= 500 || answer.status === 429) setTimeout(ask, LOST_AFTER / 2);
      else {
        clearTimeout(silence);
        lost(false);
        channel?.postMessage("ended");
        ended();
      }
    } catch {
      setTimeout(ask, LOST_AFTER / 2);
    }
  };
  const listen = () => {
    leads = true;
    stream();
    return new Promise(() => {});
  };
  channel?.addEventListener("message", (event) => {
    if (event.data === "ended") ended();
    else if (event.data.taken) taken.set(event.data.taken, Date.now());
    else if (event.data === "lost" || event.data === "found") unheard(event.data === "lost");
    else if (event.data === "ask") {
      if (last) channel.postMessage(last);
    } else show(event.data);
  });
  if (channel && navigator.locks) {
    channel.postMessage("ask");
    navigator.locks.request("ketabyar-console-live", listen);
  } else listen();

  // The list of who waits keeps itself up to date.
  const queue = document.querySelector("[data-live-queue]");
  // What the page asks by itself makes no session last longer.
  const own = { target: queue, swap: "innerHTML", headers: { "X-By-Itself": "1" } };
  // What the page was made of: what comes before its first event is not missed.
  let shown = queue && JSON.stringify(JSON.parse(queue.dataset.known));
  document.addEventListener("console:queue", (event) => {
    const now = JSON.stringify([event.detail.talks, event.detail.alarms]);
    const changed = shown !== now;
    shown = now;
    if (queue && changed && window.htmx) window.htmx.ajax("GET", queue.dataset.address, own);
  });

  // The first page counts what waits, and says what the number at the inbox says. What it was made of is not told to
  // it: the first event is followed, too.
  const home = document.querySelector("[data-live-home]");
  let counted = null;
  document.addEventListener("console:queue", (event) => {
    const now = JSON.stringify([event.detail.waiting, event.detail.mine, event.detail.alarms]);
    const changed = counted !== now;
    counted = now;
    if (home && changed && window.htmx) {
      window.htmx.ajax("GET", "/console", { target: home, swap: "innerHTML", headers: own.headers });
    }
  });
  // "5 minutes ago" grows old.
  if (queue) {
    setInterval(() => {
      if (window.htmx && !document.hidden && !queue.contains(document.activeElement)) {
        window.htmx.ajax("GET", queue.dataset.address, own);
      }
    }, 30000);
  }
})();
