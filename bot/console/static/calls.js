// Calls to this browser while no page is open: chosen here, for the one who is signed in, until they sign out.
(() => {
  "use strict";
  const about = document.querySelector('meta[name="push"]');
  if (!about || !navigator.serviceWorker || !window.PushManager || !window.Notification) return;
  const WORKER = "/console/push/worker.js";
  const SCOPE = "/console";
  const CHOSEN = "console-push";
  const QUIET = "console-quiet";
  const TOLD = "console-push-told";
  const me = about.dataset.me;
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const box = document.querySelector("[data-push]");

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const letters = (value) =>
    btoa(String.fromCharCode(...new Uint8Array(value))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const send = async (path, subscription, byItself) => {
    const body = new URLSearchParams({
      endpoint: subscription.endpoint,
      p256dh: letters(subscription.getKey("p256dh")),
      auth: letters(subscription.getKey("auth")),
      quiet: localStorage.getItem(QUIET) === "1" ? "1" : "",
    });
    const headers = { "X-CSRF-Token": csrf, ...(byItself && { "X-By-Itself": "1" }) };
    const answer = await fetch(`/console/push${path}`, { method: "POST", headers, body, redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
  };
  const registered = () => navigator.serviceWorker.getRegistration(SCOPE);
  const subscribed = async () => (await registered())?.pushManager.getSubscription();
  const subscribe = async () => {
    await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
    const worker = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: bytes(about.content) };
    try {
      return await worker.pushManager.subscribe(options);
    } catch (error) {
      // Chosen before with another key of the library's.
      const old = await worker.pushManager.getSubscription();
      if (!old) throw error;
      await old.unsubscribe();
      return worker.pushManager.subscribe(options);
    }
  };

  const isOn = () => localStorage.getItem(CHOSEN) === me && Notification.permission === "granted";
  const show = (problem) => {
    if (!box) return;
    const button = box.querySelector("button");
    box.querySelector("[data-state]").textContent = problem ?? (isOn() ? box.dataset.isOn : box.dataset.isOff);
    button.textContent = isOn() ? box.dataset.turnOff : box.dataset.turnOn;
    button.hidden = false;
    button.disabled = false;
  };
  box?.querySelector("button").addEventListener("click", async ({ currentTarget: button }) => {
    button.disabled = true;
    try {
      if (isOn()) {
        localStorage.removeItem(CHOSEN);
        const old = await subscribed();
        if (old) {
          await send("/off", old);
          await old.unsubscribe();
        }
      } else {
        if ((await Notification.requestPermission()) !== "granted") return show(box.dataset.refused);
        await send("", await subscribe());
        localStorage.setItem(CHOSEN, me);
      }
      show();
    } catch {
      show(box.dataset.failed);
    }
  });
  show();

  // Signed in anew it is chosen still: the gateway calls for a session, and forgets those that are over.
  const session = about.dataset.session;
  if (isOn() && sessionStorage.getItem(TOLD) !== session) {
    subscribe()
      .then((one) => send("", one, true))
      .then(() => sessionStorage.setItem(TOLD, session))
      .catch(() => {});
  }
  document.addEventListener("console:quiet", async () => {
    const one = isOn() && (await subscribed());
    if (one) await send("/quiet", one).catch(() => {});
  });
})();
