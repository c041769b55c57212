// The elements of the chat, and what their buttons do.

class KetabyarChat extends HTMLElement {
  build() {
    const shadow = this.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE); // the site's policy may forbid inline styles
    this.paint = new CSSStyleSheet();
    shadow.adoptedStyleSheets = [sheet, this.paint];
    shadow.innerHTML = SHELL;
    this.ui = {};
    for (const element of shadow.querySelectorAll("[class]")) this.ui[[...element.classList].pop()] = element;
    const { launch, tongue, close, leave, panel, page, log, newer, input, form } = this.ui;
    launch.onclick = () => this.open();
    close.onclick = () => this.close();
    leave.onclick = () => page.close();
    newer.onclick = () => this.toBelow();
    log.onscroll = () => {
      this.low = log.scrollHeight - log.scrollTop - log.clientHeight < 99;
      this.tellBelow();
    };
    new ResizeObserver(() => { this.stick(); this.tellBelow(); }).observe(log);
    page.onclose = () => {
      this.frame.remove();
      this.ui.input.focus();
    };
    tongue.onclick = () => {
      this.keepLanguage(tongue.lang);
      if (this.get("token")) this.ask("POST", "language", { language: this.language }).catch(() => {});
    };
    panel.oncancel = (event) => { event.preventDefault(); this.close(); };
    panel.onkeydown = (event) => { if (event.key === "Escape") this.close(); };
    form.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    input.oninput = () => {
      this.typed();
      // Who waits for a librarian, or talks with one, shows that something is coming.
      if (!input.value.trim() || !/staff/.test(this.state.status) || Date.now() - this.wrote < 3e3) return;
      this.wrote = Date.now();
      this.ask("POST", "writing", {}).catch(() => {});
    };
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    };
    this.dress();
    this.speak(this.firstLanguage());
  }
}
