// Ticks all boxes of a list at once; without a script they are ticked one by one.
(() => {
  "use strict";
  // A new turn is read from its beginning, and no key is typed into the field that was used for the one before.
  document.addEventListener("htmx:afterSettle", () => document.getElementById("said")?.focus({ preventScroll: true }));
  for (const all of document.querySelectorAll("[data-ticks]")) {
    const boxes = () => [...all.closest("form").querySelectorAll(`input[name="${all.dataset.ticks}"]`)];
    all.hidden = false;
    all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
    all.closest("form").addEventListener("change", () => {
      const ticked = boxes().filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    });
  }
})();
