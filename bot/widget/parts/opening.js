// Opening and closing, and the field as it is typed in.

class KetabyarChat extends HTMLElement {
  open(focus = true) {
    const { panel, input } = this.ui;
    if (small.matches) panel.showModal(); // covering the page
    else panel.open = true;
    this.unread = 0;
    session.setItem(this.key, 1);
    this.toEnd();
    this.tellBelow();
    this.typed();
    if (focus) input.focus();
    this.showState(this.state);
    this.wake();
  }

  close() {
    this.ui.panel.close();
    session.removeItem(this.key);
    this.showState(this.state);
    this.ui.launch.focus();
    this.wake();
  }

  typed() {
    const { input, problem } = this.ui, long = input.value.length > MOST_CHARACTERS;
    input.dir = input.value ? "auto" : direction(this.language); // auto misplaces the placeholder
    input.style.blockSize = "auto";
    input.style.blockSize = input.scrollHeight + 2 + "px";
    input.ariaInvalid = long;
    if (input.value) set(problem, long ? this.text("long") : "");
  }
}
