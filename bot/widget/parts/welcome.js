// The first screen: who is there, and what is open for this visitor.

class KetabyarChat extends HTMLElement {
  /** Ask whether a librarian is there, and what is open for this visitor; `anew`: whoever this was is another now. */
  async greet(anew) {
    if (anew) {
      this.greeted = 0;
      this.welcome = { ...this.welcome, matters: [] };
      this.showWelcome();
    }
    if (!this.ui.panel.open || !this.isConnected || document.hidden || Date.now() - this.greeted < FRESH) return;
    const asked = this.greeted = Date.now();
    try {
      const answer = await this.request("GET", "welcome", undefined, this.get("token") || "");
      if (!answer.ok) throw await refused(answer);
      const welcome = await answer.json();
      if (asked === this.greeted) this.welcome = welcome;
      this.showWelcome();
    } catch { if (asked === this.greeted) this.greeted = asked - FRESH + 3e4; }
  }

  /** Show name and face, who is there, and what is open. */
  showWelcome() {
    const { presence, face } = this.ui, { presence: there, matters = [] } = this.welcome || {}, src = this.look("logo");
    const letters = initials(this.name());
    face.replaceChildren(src ? make("img", { src, alt: "", onerror: () => face.replaceChildren(letters) }) : letters);
    set(presence, there ? there[this.language] : "");
    this.hello.querySelector(".matters")?.remove();
    if (!matters.length) return;
    const press = ({ title, payload }) => () => this.say({ title: title[this.language], payload });
    this.hello.querySelector(".text").after(make("div", { className: "choices matters", role: "group", ariaLabel: this.text("open") },
      ...matters.map((one) => make("button", { textContent: one.title[this.language], onclick: press(one) }))));
  }

  /** Show who is there now, heard as it changes. */
  showPresence(presence) {
    this.welcome = { ...this.welcome, presence };
    set(this.ui.presence, presence[this.language]);
  }

  complain(error) { this.ui.problem.textContent = error.texts?.[this.language] || this.text(error.status ? "failed" : "offline"); }
}
