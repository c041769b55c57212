// Shows what the gateway calls this browser for while no page of the console is in sight, and opens what it is about.
"use strict";
const INBOX = "/console/inbox";
const placeOf = (told) => (String(told?.where ?? "").startsWith(INBOX) ? told.where : INBOX);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // A call that cannot be read is still one.
  }
  const where = placeOf(told);
  event.waitUntil(
    self.registration.showNotification(told.product ?? "Ketabyar", {
      body: told.told ?? "",
      // A page that is open shows the same under the same name: one takes the place of the other.
      tag: where,
      lang: told.lang ?? "",
      dir: told.lang === "fa" ? "rtl" : "ltr",
      icon: "/static/console/mark.svg",
      requireInteraction: told.alarm === true,
      data: { where },
    }),
  );
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const where = placeOf(event.notification.data);
  const open = async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = pages.find((page) => new URL(page.url).pathname === where.split("?")[0]);
    // No page is led away from what somebody writes there.
    await (there ? there.focus() : self.clients.openWindow(where));
  };
  event.waitUntil(open());
});
