// The page on which a librarian answers: new lines as they come, Ctrl+Enter, canned answers, and a draft that stays.
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const id = desk.dataset.desk;
  const list = desk.querySelector("[data-lines]");
  const pane = desk.querySelector("[data-window]");
  const form = document.getElementById("answer");
  const box = form?.querySelector("[data-answer]");
  const problem = document.getElementById("answer-problem");
  const newer = desk.querySelector("[data-newer]");
  const scrolls = () => pane.scrollHeight > pane.clientHeight + 1;
  const down = () => {
    if (!pane) return;
    // On a telephone the page scrolls, and not the transcript within it.
    if (scrolls()) pane.scrollTop = pane.scrollHeight;
    else list.lastElementChild?.scrollIntoView({ block: "end" });
    newer.hidden = true;
  };
  // Whoever reads further up is not pulled away: a button says that there is more below.
  const atEnd = () =>
    !pane || (scrolls() ? pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80
      : pane.getBoundingClientRect().bottom < window.innerHeight + 80);
  newer?.addEventListener("click", down);
  // Whoever was at the end stays there when the window, or a keyboard on the screen, makes the transcript lower.
  let low = true;
  pane?.addEventListener("scroll", () => {
    low = atEnd();
    if (low) newer.hidden = true;
  }, { passive: true });
  down();
  if (pane) new ResizeObserver(() => low && scrolls() && down()).observe(pane);

  // One request at a time, each from the last line that is shown: no line comes twice, none is left out.
  let reading = Promise.resolve();
  const read = () => {
    reading = reading.then(async () => {
      const answer = await fetch(`${list.dataset.lines}?after=${list.dataset.last}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const follows = atEnd();
      list.insertAdjacentHTML("beforeend", await answer.text());
      const lines = list.querySelectorAll("[data-seq]");
      const last = lines[lines.length - 1]?.dataset.seq;
      if (last && last !== list.dataset.last) {
        list.dataset.last = last;
        if (follows) down();
        else newer.hidden = false;
      }
      document.dispatchEvent(new CustomEvent("desk:read"));
    }).catch(() => {});
    return reading;
  };

  document.addEventListener("console:queue", (event) => {
    const talk = event.detail.talks[id];
    if (talk && talk[2] > Number(list.dataset.last)) read();
    const status = talk ? talk[0] : "gone";
    const was = ["waiting_staff", "with_staff"].includes(desk.dataset.status) ? desk.dataset.status : "gone";
    if (status !== was || (talk && (talk[1] ?? "") !== desk.dataset.holder)) changed();
  });
  let told = false;
  // A form of this page is on its way: what changes now is its own doing.
  let leaving = false;
  document.addEventListener("submit", (event) => (leaving = leaving || event.target !== form));
  const changed = () => {
    if (told || leaving) return;
    told = true;
    if (!box?.value.trim()) return location.reload();
    read();
    const line = Object.assign(document.createElement("p"), { className: "notice care", textContent: desk.dataset.changed });
    problem.replaceChildren(line);
  };

  if (!box) return;
  if (!document.activeElement || document.activeElement === document.body) box.focus({ preventScroll: true });
  const kept = `draft:${id}`;
  if (!box.value) box.value = sessionStorage.getItem(kept) ?? "";
  const codes = new Map([...form.querySelectorAll("[data-canned] option[data-text]")].map((o) => [o.value, o.dataset.text]));
  const put = (text, from, to) => {
    box.setRangeText(text, from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };
  box.addEventListener("input", () => {
    const found = /(?:^|\s)\/([\p{L}\p{N}_-]+)\s$/u.exec(box.value.slice(0, box.selectionStart));
    const text = found && codes.get(found[1].toLowerCase());
    if (text) put(`${text} `, box.selectionStart - found[1].length - 2, box.selectionStart);
    sessionStorage.setItem(kept, box.value);
    ask();
  });
  // Whoever closes a conversation, or gives it away, is asked about what was written and not sent.
  const ways = [...document.querySelectorAll("form[action$='/close'], form[action$='/transfer'], form[action$='/to-bot']")];
  const usual = new Map(ways.map((way) => [way, way.dataset.confirm ?? ""]));
  const ask = () => {
    for (const [way, before] of usual) {
      const text = box.value.trim() ? `${desk.dataset.draftLeft} ${before}`.trim() : before;
      if (text) way.dataset.confirm = text;
      else delete way.dataset.confirm;
    }
  };
  ask();
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.querySelector("[data-canned]")?.addEventListener("change", (event) => {
    const text = codes.get(event.target.value);
    if (text) put(text, box.selectionStart, box.selectionEnd);
    event.target.value = "";
  });
  let busy = false;
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (busy) event.preventDefault();
    busy = true;
  });
  form.addEventListener("htmx:afterRequest", () => (busy = false));
  const another = () => {
    form.elements.key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
    read();
  };
  document.body.addEventListener("another", another);
  document.body.addEventListener("replied", () => {
    box.value = "";
    sessionStorage.removeItem(kept);
    problem.replaceChildren();
    ask();
    another();
    box.focus();
  });
})();
