// Canned answers found by typing: a slash in the answer opens the list, letters narrow it, Enter puts one in.
(() => {
  "use strict";
  const box = document.querySelector("[data-answer]");
  const select = document.querySelector("[data-canned]");
  if (!box || !select) return;
  const all = [...select.options].filter((option) => option.dataset.text).map((option) => ({
    code: option.value, text: option.dataset.text, title: option.dataset.title,
  }));
  const list = document.getElementById("canned-list");
  const told = document.getElementById("canned-told");
  const digits = (n) => n.toLocaleString(document.documentElement.lang === "fa" ? "fa-IR" : "en-GB");
  // Letters that Persian keyboards write in two ways are one.
  const fold = (text) => text.toLowerCase().normalize("NFKC").replace(/ي|ى/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, "");
  let found = [];
  let at = 0;
  let from = -1;

  const close = () => {
    from = -1;
    list.hidden = true;
    told.textContent = "";
    box.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    const item = list.children[at];
    box.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };
  const choose = (one) => {
    const start = from;
    const end = box.selectionStart;
    close();
    box.focus();
    box.setRangeText(one.text, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = () => {
    const said = /(?:^|\s)\/([\p{L}\p{N}\p{M}\u200c_-]{0,40})$/u.exec(box.value.slice(0, box.selectionStart));
    if (!said || box.selectionStart !== box.selectionEnd) return close();
    const wanted = fold(said[1]);
    found = all.filter((one) => fold(one.code).startsWith(wanted) || (wanted && fold(one.title).includes(wanted)));
    if (!found.length) return close();
    from = box.selectionStart - said[1].length - 1;
    at = 0;
    list.replaceChildren(...found.map((one, n) => {
      const item = Object.assign(document.createElement("li"), { id: `canned-${n}` });
      item.setAttribute("role", "option");
      item.append(
        Object.assign(document.createElement("strong"), { textContent: one.title, dir: "auto" }),
        Object.assign(document.createElement("code"), { textContent: `/${one.code}`, dir: "ltr" }),
        Object.assign(document.createElement("span"), { textContent: one.text, dir: "auto", lang: box.lang }),
      );
      // The box keeps the focus, and with it the place.
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(one));
      return item;
    }));
    list.hidden = false;
    told.textContent = told.dataset.found.replace("%s", () => digits(found.length));
    mark();
  };
  box.addEventListener("input", look);
  box.addEventListener("click", look);
  box.addEventListener("blur", close);
  // Before what else hears the keys of the box.
  box.addEventListener("keydown", (event) => {
    if (from < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      at = (at + step + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") choose(found[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
