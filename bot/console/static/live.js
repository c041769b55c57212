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
    const n = state.waiting + state.mine + state.alarms.length;
    document.title = n ? `(${digits(n)}) ${title}` : title;
    let badge = link?.querySelector(".live-badge");
    if (link && n && !badge) {
      badge = link.appendChild(Object.assign(document.createElement("span"), { className: "badge bad live-badge" }));
    }
    if (badge && !n) badge.remove();
    else if (badge) {
      badge.textContent = digits(n);
      badge.appendChild(Object.assign(document.createElement("span"), { className: "hidden", textContent: ` ${words.badge}` }));
    }
    const before = last;
    last = state;
    const isNew = before && Object.keys(state.talks).some(
      (id) => state.talks[id][0] === "waiting_staff" && before.talks[id]?.[0] !== "waiting_staff",
    );
    const rings = state.alarms.some((id) => !before?.alarms.includes(id));
    if (rings) announce(words.alarm, "bad", "/console/inbox");
    else if (isNew) announce(words.fresh, "care", "/console/inbox?who=waiting");
    document.dispatchEvent(new CustomEvent("console:queue", { detail: state }));
  };

  const announce = (told, tone, where) => {
    const notices = document.getElementById("notices");
    if (!notices) return;
    const line = document.createElement("p");
    line.className = `notice ${tone}`;
    if (tone === "bad") line.setAttribute("role", "alert");
    const text = document.createElement("span");
    const to = Object.assign(document.createElement("a"), { href: where, textContent: words.show });
    text.append(told, " ", to);
    line.append(text);
    notices.replaceChildren(line);
  };

  const ended = () => {
    document.title = `(!) ${title}`;
    const line = Object.assign(document.createElement("p"), { className: "notice care" });
    const to = Object.assign(document.createElement("a"), { href: location.href, textContent: words.again });
    line.append(Object.assign(document.createElement("span"), { textContent: words.ended }), " ", to);
    document.getElementById("notices")?.replaceChildren(line);
  };

  const channel = window.BroadcastChannel ? new BroadcastChannel("ketabyar-console") : null;
  const listen = () => {
    const source = new EventSource(about.content);
    source.addEventListener("queue", (event) => {
      const state = JSON.parse(event.data);
      channel?.postMessage(state);
      show(state);
    });
    // Closed for good: the session has ended, or somebody has signed out elsewhere.
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      channel?.postMessage("ended");
      ended();
    });
    return new Promise(() => {});
  };
  channel?.addEventListener("message", (event) => {
    if (event.data === "ended") ended();
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
  let shown = null;
  document.addEventListener("console:queue", (event) => {
    const now = JSON.stringify([event.detail.talks, event.detail.alarms]);
    const changed = shown !== null && shown !== now;
    shown = now;
    if (queue && changed && window.htmx) window.htmx.ajax("GET", queue.dataset.address, own);
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
