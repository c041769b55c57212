// The messages in their order, under their days, and where the log is scrolled to.

class KetabyarChat extends HTMLElement {
  /** Show the server's message at its place, once; true if it is news. */
  show(message) {
    const { log } = this.ui, { id, client_message_id: own, text, sender } = message, mine = this.queue.get(own);
    if (own) this.settle(own);
    if (this.shown.has(id)) return mine?.element.remove();
    const element = mine?.element || this.element(message), body = element.querySelector(".text");
    if (mine && body.textContent !== text) write(body, text); // masked
    element.querySelector(".note")?.remove();
    if (mine) {
      // The server's clock is the one that counts.
      element.dataset.at = element.querySelector("time").dateTime = message.at;
      this.label(element);
    }
    element.dataset.id = id;
    this.shown.set(id, element);
    // What is not acknowledged stays last.
    let next = [...log.children].find((other) => other.dataset.id > id || other.dataset.id === "") || null;
    if (next?.previousElementSibling?.className === "day") next = next.previousElementSibling;
    if (!mine || element.nextSibling !== next) log.insertBefore(element, next);
    this.writeDay(element);
    this.writeDay(next?.className === "day" ? next.nextElementSibling : next);
    if (sender !== "patron") {
      // What is said in one go is read from its beginning.
      if (Date.now() - this.heard > 2e3 || !this.answer) this.answer = element;
      this.heard = Date.now();
    }
    if (sender !== "patron") this.below.add(element);
    this.stick();
    this.tellBelow();
    return !mine;
  }

  /** Say that something came below what is seen, above all a librarian's message; what has begun to be seen is none. */
  tellBelow() {
    const { log, newer, panel } = this.ui, end = log.getBoundingClientRect().bottom - 24, { below } = this;
    if (!panel.open) return;
    for (const element of below) if (!element.isConnected || element.getBoundingClientRect().top < end) below.delete(element);
    const staff = [...below].some((element) => element.classList.contains("staff"));
    if (below.size) set(newer, this.text(staff ? "newer_staff" : "newer"));
    else if (this.shadowRoot.activeElement === newer) log.focus({ preventScroll: true }); // what is hidden keeps no focus
    newer.hidden = !below.size;
  }

  /** Scroll to the beginning of the first message that came below. */
  toBelow() {
    const { log } = this.ui, first = [...log.children].find((element) => this.below.has(element));
    if (first) log.scrollTop += first.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
    this.tellBelow();
  }

  /** Scroll to the end, but not past the beginning of what was answered last. */
  toEnd() {
    const { log } = this.ui, left = () => log.scrollHeight - log.clientHeight - log.scrollTop;
    const far = this.answer ? this.answer.getBoundingClientRect().top - log.getBoundingClientRect().top - 8 : -9;
    log.scrollTop += far > -2 ? Math.min(far, left()) : left();
    this.low = left() < 99;
  }

  /** Write the day over a message that is the first of it. */
  writeDay(element) {
    if (!element?.dataset.at) return;
    const before = element.previousElementSibling, line = before?.className === "day" ? before : null;
    const day = new Date(element.dataset.at).toDateString(), last = line ? line.previousElementSibling : before;
    if (last?.dataset.at && new Date(last.dataset.at).toDateString() === day) line?.remove();
    else if (!line) element.before(make("time", { className: "day", dateTime: element.dataset.at, textContent: this.moment(element.dataset.at, true) }));
  }

  /** Stay at the end, unless somebody has scrolled up to read. */
  stick() { if (this.low) this.toEnd(); }
}
