// The console's own script: the token of every change, shortcuts, the menu.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

  // The other colours, on the page as it stands: nothing that was typed is lost.
  const colours = document.querySelector("[data-colours-form]");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const offer = () => {
    if (!colours) return;
    const to = (root.dataset.colours ?? (night.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
    const button = colours.querySelector("button");
    colours.elements.colours.value = to;
    button.title = button.dataset[to];
    button.querySelector(".hidden").textContent = button.dataset[to];
  };
  night.addEventListener("change", offer);
  offer();
  colours?.addEventListener("submit", (event) => {
    event.preventDefault();
    root.dataset.colours = colours.elements.colours.value;
    const body = new URLSearchParams(new FormData(colours));
    document.querySelector('meta[name="color-scheme"]').content = root.dataset.colours;
    fetch(colours.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    offer();
    document.dispatchEvent(new CustomEvent("console:colours"));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = csrf;
  });

  // What was perhaps not sent is said where it was sent from: what was typed stays, and an error's body is for the log.
  const unsent = document.querySelector('meta[name="unsent"]')?.content;
  const byItself = (event) => event.detail.requestConfig?.headers?.["X-By-Itself"];
  const failed = (event) => {
    if (byItself(event)) return;
    const place = event.target.closest?.("[data-desk]")?.querySelector("[role=alert]") ?? document.getElementById("notices");
    const line = Object.assign(document.createElement("p"), { className: "notice bad", textContent: unsent });
    line.dataset.unsent = "";
    place?.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 500) return;
    event.detail.shouldSwap = false;
    failed(event);
  });
  // It stands until something is sent again; what the page asks by itself takes nothing away.
  document.addEventListener("htmx:beforeRequest", (event) => byItself(event) || document.querySelector("[data-unsent]")?.remove());

  // What was asked for in a part of the page is looked at, also where that part is longer than the window.
  document.addEventListener("htmx:afterSettle", (event) => {
    document.getElementById(event.detail.target?.id ?? "")?.querySelector("[data-shown]")?.scrollIntoView({ block: "nearest" });
  });

  // Shortcuts: data-key="j", or two keys one after the other: data-key="g h". Never while somebody types.
  const typing = (node) =>
    node.isContentEditable || /^(TEXTAREA|SELECT)$/.test(node.tagName) ||
    (node.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(node.type));
  const visible = (node) => node.getClientRects().length > 0 && !node.disabled;
  const find = (keys) => [...document.querySelectorAll("[data-key]")].find((n) => n.dataset.key === keys && visible(n));
  const isStart = (keys) => [...document.querySelectorAll("[data-key]")].some((n) => n.dataset.key.startsWith(keys + " "));
  // Keys by their place too, so that a Persian keyboard layout need not be left.
  const letter = (event) =>
    /^[\x21-\x7e]$/.test(event.key) ? event.key : event.code.startsWith("Key") ? event.code.slice(3).toLowerCase()
      : /^Digit\d$/.test(event.code) && !event.shiftKey ? event.code.slice(5)
      : event.code === "Slash" || event.key === "؟" ? (event.shiftKey || event.key === "؟" ? "?" : "/") : event.key;
  let first = "";
  let timer = 0;
  const act = (node) => {
    if (node.matches("input, select, textarea")) {
      node.focus();
      node.select?.();
    } else node.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && document.querySelector(".side.open")) return menu(false);
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const key = letter(event);
    if (key === "?") {
      event.preventDefault();
      return showKeys();
    }
    if (key === "/") {
      const field = document.querySelector("[data-search]");
      if (field) {
        event.preventDefault();
        act(field);
      }
      return;
    }
    const both = first ? `${first} ${key}` : "";
    const node = (both && find(both)) || find(key);
    clearTimeout(timer);
    first = "";
    if (node) {
      event.preventDefault();
      act(node);
    } else if (isStart(key)) {
      first = key;
      timer = setTimeout(() => (first = ""), 1200);
    }
  });

  const showKeys = () => {
    const dialog = document.getElementById("keys");
    const list = dialog?.querySelector("[data-keys-here]");
    if (!list) return;
    const known = new Set();
    list.replaceChildren();
    for (const node of document.querySelectorAll("[data-key]")) {
      const text = node.dataset.keyText || node.getAttribute("aria-label") || node.textContent.trim();
      if (!visible(node) || known.has(node.dataset.key)) continue;
      known.add(node.dataset.key);
      const line = document.createElement("div");
      const term = line.appendChild(document.createElement("dt"));
      for (const key of node.dataset.key.split(" ")) {
        term.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
      }
      line.appendChild(document.createElement("dd")).textContent = text;
      list.append(line);
    }
    dialog.showModal();
  };

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // One box for all rows of a list, and what the boxes are for only while one is ticked.
  const picks = () => [...document.querySelectorAll("[data-pick]")];
  const chosen = () => {
    const boxes = picks();
    const all = document.querySelector("[data-pick-all]");
    const ticked = boxes.filter((box) => box.checked).length;
    if (all) [all.checked, all.indeterminate] = [ticked > 0 && ticked === boxes.length, ticked > 0 && ticked < boxes.length];
    const bulk = document.getElementById("bulk");
    if (bulk) bulk.hidden = !ticked;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) picks().forEach((box) => (box.checked = event.target.checked));
    if (event.target.matches("[data-pick], [data-pick-all]")) chosen();
  });
  // A page that the browser brings back still has its boxes ticked.
  addEventListener("pageshow", chosen);

  // How much more a field of words may hold, told when it is nearly full; nothing that is written is cut.
  const count = (field) => {
    const told = document.getElementById(field.dataset.count), most = Number(field.dataset.most);
    const left = most - [...field.value.trim().replaceAll("\r\n", "\n")].length;
    if (!told) return;
    told.hidden = left > Math.max(20, most / 10);
    told.classList.toggle("bad", left < 0);
    const n = Math.abs(left).toLocaleString(document.documentElement.lang === "fa" ? "fa-IR" : "en-GB");
    const words = told.hidden ? "" : told.dataset[left < 0 ? "over" : "within"].replace("%s", () => n);
    if (told.textContent !== words) told.textContent = words;
  };
  document.addEventListener("input", (event) => event.target.matches?.("[data-most]") && count(event.target));
  for (const field of document.querySelectorAll("[data-most]")) count(field);

  const menu = (open) => {
    const button = document.querySelector(".menu-button");
    document.getElementById("side")?.classList.toggle("open", open);
    button?.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#side a")?.focus();
    else if (document.activeElement?.closest("#side")) button?.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-opens="keys"]')) return showKeys();
    const button = event.target.closest(".menu-button");
    if (button) return menu(button.getAttribute("aria-expanded") !== "true");
    if (!event.target.closest("#side") && document.querySelector(".side.open")) menu(false);
    // A click beside a dialog closes it.
    if (event.target.tagName === "DIALOG") event.target.close("no");
  });
})();
