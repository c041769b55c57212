// The browser's Back after a form: the form again, with what was typed, and never the question whether to send it anew.
(() => {
  "use strict";
  const AT = "form-at";
  const answered = document.querySelector('meta[name="answered"]');
  const posts = () => [...document.forms].filter((form) => form.method === "post" && !form.closest("header.top"));
  const address = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  // A secret is typed anew; what is hidden belongs to the page as it was sent.
  const typed = (form) =>
    [...form.elements].filter((field) => field.name && field.matches("input, select, textarea") && !/^(?:hidden|password|file|submit|button|image)$/.test(field.type));
  const kept = (form) => ({
    action: address(form),
    values: typed(form).map((field) => [field.name, /^(?:checkbox|radio)$/.test(field.type) ? field.checked : field.value]),
  });
  // What others may have changed by now is shown as it is now.
  const isSeen = (form) => form.querySelector("[name=seen], [name=version]");

  addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.defaultPrevented) return;
    sessionStorage.setItem(AT, location.pathname + location.search);
    history.replaceState({ ...history.state, typed: kept(event.target) }, "");
  });

  const at = sessionStorage.getItem(AT);
  if (answered) {
    // An answer to a form has no address to come back to: it takes that of the page with the form.
    const form = posts().find((one) => address(one) === location.pathname);
    if (at) history.replaceState(form ? { typed: kept(form) } : {}, "", at);
    return;
  }
  const before = history.state?.typed;
  const form = before && posts().find((one) => address(one) === before.action);
  if (!form || isSeen(form)) return;
  const fields = typed(form);
  if (fields.length !== before.values.length) return;
  fields.forEach((field, place) => {
    const [name, value] = before.values[place];
    if (field.name !== name) return;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  });
})();
