// What the server says of the conversation, and whether it is there at all.

class KetabyarChat extends HTMLElement {
  showState(state) {
    const { state: line, launch, panel, page, count, log, typing } = this.ui, before = this.state, after = state.history_after;
    this.state = state;
    if (before.language && state.language && state.language !== before.language) this.keepLanguage(state.language);
    if (state.signed_in && page.open && this.number) page.close(); // after a sign-in
    // The token of before has ended; a secret that is not good for a new one is good for nothing.
    if (state.signed_in) this.renew().then((done) => done ? this.wake() : session.removeItem(this.key + "claims")).catch(() => {});
    log.classList.toggle("signed", !!state.signed_in);
    for (const [id, element] of this.shown) if (id <= after) element.remove(); // of who has signed out
    for (const line of log.querySelectorAll(".day")) if (!line.nextElementSibling?.dataset.at) line.remove();
    if (before.status && state.status !== before.status) this.greeted = 0; // somebody came or left
    this.greet(!state.signed_in !== !before.signed_in);
    const name = this.barred ? "barred" : this.lost ? "offline" : /staff/.test(state.status) ? state.status : state.signed_in ? "signed_in" : state.lapsed ? "lapsed" : "";
    set(line, name && this.text(name));
    const staff = state.status === "with_staff", writes = staff ? state.staff_writes && this.text("staff_writing") : this.busy && this.text("typing");
    set(typing, (!this.lost && writes) || "");
    if (state !== before) { // said again while it is true, and by nobody but the server
      clearTimeout(this.writing);
      if (state.staff_writes) this.writing = setTimeout(() => this.showState({ ...this.state, staff_writes: false }), 6e3);
    }
    launch.hidden = panel.open;
    count.hidden = !this.unread;
    count.textContent = this.unread.toLocaleString(this.language) + this.text("unread");
  }

  showLost(lost) {
    this.lost = lost;
    if (!lost) this.barred = this.misses = 0;
    this.showState(this.state);
  }

  /** Tell a lost connection from a server that is there, and answers no page of this site. */
  async missed(error) {
    this.showLost(true);
    if (!(error instanceof TypeError) || ++this.misses < 2 || this.barred) return;
    const there = await fetch(this.base + "/health", { mode: "no-cors", cache: "no-store" }).then(() => navigator.onLine, () => false);
    this.barred = there && this.lost;
    if (this.barred) console.warn(`ketabyar-chat: add ${location.origin} to KETABYAR_SITES, or this site is not answered`);
    this.showState(this.state);
  }
}
