// The language of the chat: which it is, its texts, days and times.

class KetabyarChat extends HTMLElement {
  text(name) { return TEXTS[this.language][name]; }

  name() { return this.look("name-" + this.language) || this.text("name"); }

  pageLanguage() { return /^en/i.test(this.closest("[lang]")?.lang) ? "en" : "fa"; }

  // A choice counts on pages of the language on which it was made.
  firstLanguage() {
    const page = this.pageLanguage(), choice = this.get("choice") || {};
    return choice.page === page ? choice.language : page;
  }

  speak(language) {
    const { log, input, tongue } = this.ui;
    this.language = language;
    for (const inner of this.shadowRoot.querySelectorAll(".in, .launch")) Object.assign(inner, { lang: language, dir: direction(language) });
    tongue.lang = language === "fa" ? "en" : "fa";
    log.ariaLive = "off";
    this.label(this.shadowRoot);
    input.placeholder = this.text("write");
    const greeting = this.look("greeting-" + language) || this.text("hello");
    const hello = this.element({ sender: "bot", text: greeting, language, buttons: STARTERS.map((one) => ({ title: this.text("starter." + one) })) });
    this.hello ? this.hello.replaceWith(hello) : log.append(hello);
    this.hello = hello;
    this.showWelcome();
    this.live();
    this.showState(this.state);
    this.tellBelow();
    this.typed();
  }

  keepLanguage(language) {
    this.put("choice", { page: this.pageLanguage(), language });
    this.speak(language);
  }

  /** Put texts and labels in the present language. */
  label(root) {
    const text = (name) => (name === "name" ? this.name() : this.text(name));
    for (const element of root.querySelectorAll("[data-t]")) element.textContent = text(element.dataset.t);
    for (const element of root.querySelectorAll("[data-l]")) element.ariaLabel = text(element.dataset.l);
    for (const element of root.querySelectorAll("time")) set(element, this.moment(element.dateTime, element.className === "day"));
    return root;
  }

  /** A day, or a time of day, as it is where the reader is. */
  moment(at, day) {
    const asked = day ? { weekday: "long", day: "numeric", month: "long" } : { hour: "2-digit", minute: "2-digit" };
    return new Intl.DateTimeFormat(this.language === "fa" ? "fa-IR-u-ca-persian" : "en-GB", asked).format(new Date(at));
  }

  live() { setTimeout(() => { this.ui.log.ariaLive = "polite"; }, 100); }
}
