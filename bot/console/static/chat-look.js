// The chat on the page of its look shows what the form says, while it is typed.
(() => {
  "use strict";
  const form = document.getElementById("chat-look"), chat = document.getElementById("chat-preview");
  if (!form || !chat) return;
  // Also what is empty, so that nothing of what is kept shows in its place. A logo only once it is kept: this page
  // loads nothing from wherever somebody types.
  const shown = (name, value) => (name !== "logo" || value === chat.dataset.kept_logo ? value : "");
  const show = ({ name, value }) => chat.setAttribute(name.replace("_", "-"), shown(name, value.trim()));
  for (const name of ["name_fa", "name_en", "greeting_fa", "greeting_en", "accent", "corner", "logo"]) show(form.elements[name]);
  form.addEventListener("input", ({ target }) => target.name !== "seen" && show(target));
})();
