// The chat on the page of its look shows what the form says, while it is typed.
(() => {
  "use strict";
  const form = document.getElementById("chat-look"), chat = document.getElementById("chat-preview");
  if (!form || !chat) return;
  // Also what is empty, so that nothing of what is kept shows in its place.
  const show = ({ name, value }) => chat.setAttribute(name.replace("_", "-"), value.trim());
  for (const name of ["name_fa", "name_en", "greeting_fa", "greeting_en", "accent", "corner", "logo"]) show(form.elements[name]);
  form.addEventListener("input", ({ target }) => target.name !== "seen" && show(target));
})();
