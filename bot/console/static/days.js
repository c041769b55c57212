// A calendar beside every field for a day, in the reader's calendar; typing works as before, and is all there is without
// a script. The browser itself knows both calendars (Intl).
(() => {
  "use strict";
  const words = document.querySelector('meta[name="days"]')?.dataset;
  if (!words) return;
  const page = document.documentElement;
  const rtl = page.dir === "rtl";
  const jalali = words.calendar === "jalali";
  const DAY = 86400000;
  const locale = `${page.lang === "fa" ? "fa-IR" : "en-GB"}-u-ca-${jalali ? "persian" : "gregory"}`;
  const said = (how) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how });
  const MONTH = said({ month: "long", year: "numeric" });
  const WHOLE = said({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const SHORT = said({ weekday: "narrow" });
  const LONG = said({ weekday: "long" });
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const plain = (calendar) => {
    const how = { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" };
    const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, how);
    return (day) => {
      const found = Object.fromEntries(format.formatToParts(day).map(({ type, value }) => [type, Number(value)]));
      return [found.year, found.month, found.day];
    };
  };
  const byPersian = plain("persian");
  const partsOf = jalali ? byPersian : plain("gregory");
  const shift = (day, days) => new Date(day.getTime() + days * DAY);
  const first = (day) => shift(day, 1 - partsOf(day)[2]);
  const length = (day) => partsOf(shift(first(shift(first(day), 32)), -1))[2];
  const months = (day, count) => {
    const of = partsOf(day)[2];
    let begin = first(day);
    for (let n = Math.abs(count); n; n -= 1) begin = first(shift(begin, count > 0 ? 32 : -1));
    return shift(begin, Math.min(of, length(begin)) - 1);
  };
  // The week begins on Saturday for who reads the Jalali calendar, on Monday for who reads the other.
  const inWeek = (day) => (day.getUTCDay() + (jalali ? 1 : 6)) % 7;
  const today = () => {
    const [y, m, d] = words.today.split("-").map(Number);
    return new Date(Date.UTC(y, m - 1, d));
  };

  const read = (text) => {
    const typed = text.replace(/[۰-۹٠-٩]/g, (one) => String(one.charCodeAt(0) & 15));
    const found = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*$/.exec(typed);
    if (!found) return null;
    const [year, month, day] = found.slice(1).map(Number);
    if (year > 1700) {
      const made = new Date(Date.UTC(year, month - 1, day));
      return made.getUTCMonth() === month - 1 ? made : null;
    }
    const near = new Date(Date.UTC(year + 621, 2, 21) + (Math.min(month - 1, 6) * 31 + Math.max(month - 7, 0) * 30 + day - 1) * DAY);
    const is = (each) => byPersian(each).join() === [year, month, day].join();
    return [0, -1, 1, -2, 2].map((off) => shift(near, off)).find(is) ?? null;
  };
  const write = (day) => {
    const text = partsOf(day).map((part, n) => String(part).padStart(n ? 2 : 4, "0")).join(jalali ? "/" : "-");
    return page.lang === "fa" ? text.replace(/\d/g, (one) => number.format(Number(one))) : text;
  };

  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  let open = null;
  const close = (returns) => {
    if (!open) return;
    const { box, button } = open;
    open = null;
    box.remove();
    button.setAttribute("aria-expanded", "false");
    if (returns) button.focus();
  };
  const show = (field, button) => {
    close();
    let shown = read(field.value) ?? today();
    const chosen = read(field.value)?.getTime();
    const title = make("strong", { "aria-live": "polite" });
    const move = (text, count) => {
      const made = make("button", { type: "button", class: "quiet", "aria-label": text }, count > 0 === rtl ? "‹" : "›");
      made.addEventListener("click", () => draw(months(shown, count)));
      return made;
    };
    const head = make("div", { class: "day-head" }, move(words.previous, -1), title, move(words.next, 1));
    const grid = make("table", { role: "grid" });
    const now = make("button", { type: "button", class: "quiet" }, words.now);
    const box = make("div", { class: "day-box", role: "dialog", "aria-label": words.choose }, head, grid, now);
    const take = (day) => {
      field.value = write(day);
      close(true);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    now.addEventListener("click", () => take(today()));
    const cell = (day) => {
      const is = (other) => day.getTime() === other;
      const one = make("button", {
        type: "button",
        tabindex: is(shown.getTime()) ? "0" : "-1",
        "aria-label": WHOLE.format(day),
        "aria-current": is(today().getTime()) ? "date" : null,
        "data-day": day.getTime(),
      }, number.format(partsOf(day)[2]));
      one.addEventListener("click", () => take(day));
      return make("td", { role: "gridcell", "aria-selected": String(is(chosen)) }, one);
    };
    const draw = (day, focuses = false) => {
      shown = day;
      // The month first: Persian dates are formatted with the year before it.
      const named = Object.fromEntries(MONTH.formatToParts(day).map((part) => [part.type, part.value]));
      title.textContent = `${named.month} ${named.year ?? named.relatedYear ?? ""}`.trim();
      grid.setAttribute("aria-label", title.textContent);
      const begin = first(day);
      const saturday = shift(begin, -inWeek(begin));
      const week = [...Array(7).keys()].map((n) => shift(saturday, n));
      const heads = week.map((one) => make("th", { scope: "col", abbr: LONG.format(one) }, SHORT.format(one)));
      const rows = [];
      const of = partsOf(begin)[1];
      for (let from = saturday; from <= shift(begin, length(begin) - 1); from = shift(from, 7)) {
        const days = [...Array(7).keys()].map((n) => shift(from, n));
        rows.push(make("tr", {}, ...days.map((one) => (partsOf(one)[1] === of ? cell(one) : make("td", { role: "gridcell" })))));
      }
      grid.replaceChildren(make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
      if (focuses) grid.querySelector('[tabindex="0"]').focus();
    };
    grid.addEventListener("keydown", (event) => {
      const ahead = rtl ? -1 : 1;
      const to = {
        ArrowRight: () => shift(shown, ahead),
        ArrowLeft: () => shift(shown, -ahead),
        ArrowDown: () => shift(shown, 7),
        ArrowUp: () => shift(shown, -7),
        Home: () => shift(shown, -inWeek(shown)),
        End: () => shift(shown, 6 - inWeek(shown)),
        PageDown: () => months(shown, event.shiftKey ? 12 : 1),
        PageUp: () => months(shown, event.shiftKey ? -12 : -1),
      }[event.key];
      if (!to) return;
      event.preventDefault();
      event.stopPropagation();
      draw(to(), true);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close(true);
    });
    button.setAttribute("aria-expanded", "true");
    button.after(box);
    open = { box, button };
    draw(shown, true);
    const { left, right } = box.getBoundingClientRect();
    box.classList.toggle("at-end", left < 0 || right > page.clientWidth);
  };
  document.addEventListener("pointerdown", (event) => {
    if (open && !open.box.parentElement.contains(event.target)) close();
  });
  document.addEventListener("focusin", (event) => {
    if (open && !open.box.parentElement.contains(event.target)) close();
  });

  const dress = (field) => {
    if (field.closest(".day-field")) return;
    const label = field.labels?.[0]?.textContent.trim() ?? "";
    const icon = document.getElementById("day-icon").content.cloneNode(true);
    const text = `${words.choose}${label ? `: ${label}` : ""}`;
    const button = make("button", {
      type: "button", class: "quiet", "aria-label": text, title: text, "aria-haspopup": "dialog", "aria-expanded": "false",
    }, icon);
    const place = make("span", { class: "day-field" });
    field.replaceWith(place);
    place.append(field, button);
    button.addEventListener("click", () => (open?.button === button ? close(true) : show(field, button)));
  };
  const dressAll = () => document.querySelectorAll("input[data-day-field]").forEach(dress);
  document.addEventListener("htmx:load", dressAll);
  dressAll();
})();
