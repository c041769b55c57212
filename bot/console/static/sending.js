// How forms are sent: once, and what cannot be undone only after a question.
(() => {
  "use strict";
  // A double click is one click: its second half neither sends again, nor answers the question that the first half asked.
  const sends = (node) => node?.form && node.type !== "button" && node.type !== "reset";
  document.addEventListener(
    "click",
    (event) => {
      // The browser counts, and knows of a first half on the page before; what keys and scripts press is no click of a mouse.
      if (event.detail < 2) return;
      if (!event.target.closest("dialog") && !sends(event.target.closest("button, input[type=submit]"))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  // A key that is held down presses no button again and again.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!event.repeat || event.key !== "Enter" || !event.target.closest("button, form")) return;
      if (event.target.tagName === "TEXTAREA" && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  // What is on its way is not sent again. A browser that stays on the page (a file, a stopped request) may, after a while.
  const AWAY = 4000;
  const away = new Map();
  const isAway = (form) => performance.now() - (away.get(form) ?? -Infinity) < AWAY;
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig?.triggeringEvent?.type === "submit") away.delete(detail.elt);
  });
  addEventListener("pageshow", () => away.clear());

  // A dialog of questions: data-confirm on a form, on its button, or on anything that HTMX sends.
  const ask = (text) =>
    new Promise((resolve) => {
      const dialog = document.getElementById("confirm");
      if (!dialog?.showModal) return resolve(window.confirm(text));
      dialog.querySelector("#confirm-text").textContent = text;
      dialog.returnValue = "no";
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
      dialog.showModal();
    });
  const agreed = new WeakSet();
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const text = event.submitter?.dataset.confirm ?? form.dataset.confirm;
      if (form.method !== "dialog" && isAway(form)) {
        event.preventDefault();
        return event.stopImmediatePropagation();
      }
      if (!text || agreed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // Another way to the same button while the question stands asks nothing anew.
      if (document.getElementById("confirm")?.open) return;
      const submitter = event.submitter;
      ask(text).then((yes) => {
        if (!yes) return;
        agreed.add(form);
        form.requestSubmit(submitter ?? undefined);
      });
    },
    true,
  );
  // Last of all, when nothing else has stopped it: now it goes. HTMX sends by itself, and says when it is back.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "post" && (!event.defaultPrevented || form.hasAttribute("hx-post"))) away.set(form, performance.now());
  });
  document.addEventListener("htmx:confirm", (event) => {
    const text = event.target.dataset?.confirm;
    if (!text || event.target.tagName === "FORM") return;
    event.preventDefault();
    ask(text).then((yes) => yes && event.detail.issueRequest(true));
  });
})();
