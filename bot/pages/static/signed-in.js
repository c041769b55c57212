// Tell the page that opened the sign-in, if it is one of the library's own, that the patron is signed in.
"use strict";
(() => {
  const allowed = document.currentScript.dataset.origins.split(" ");
  const above = window.location.ancestorOrigins;
  const parents = above && above.length ? allowed.filter((origin) => origin === above[0]) : allowed;
  const message = { type: "ketabyar:signed-in" };
  const tell = (target, origins) => {
    // A browser delivers only where the origin is the one named; the message holds no secret in any case.
    for (const origin of origins) target.postMessage(message, origin);
  };
  const openers = () => {
    const own = window.location.origin;
    try {
      // Only what is of our own origin may be read.
      if (window.opener.location.origin === own) return [own];
    } catch {}
    return allowed.filter((origin) => origin !== own);
  };
  if (window.parent !== window) tell(window.parent, parents);
  if (window.opener) tell(window.opener, openers());
})();
