// A message: its words, its cards, its buttons and thumbs.

class KetabyarChat extends HTMLElement {
  element({ id, sender, text, buttons = [], sign_in, my_data, language, lists = [], by, at }) {
    // A Persian answer may begin with a Latin title, so its language decides.
    const body = make("div", { className: "text", dir: language && /bot|system/.test(sender) ? direction(language) : "auto" });
    const mark = (id && this.get("marks")?.[id]) || {}, pressed = new Set();
    const button = ({ title, payload }, settings) => {
      const press = () => {
        if (button.ariaDisabled) return;
        if (!id) return this.say({ text: title });
        const card = button.closest(".card"), box = card ? "card:" + card.dataset.n : "button";
        this.mark(id, box, payload);
        this.spend(card || choices, payload);
        this.say({ payload, title, under: id, box });
      };
      const button = make("button", { dir: "auto", textContent: title, value: payload, onclick: press, ...settings });
      pressed.add(payload);
      return button;
    };
    const choices = make("div", { className: "choices" }), foot = make("div", { className: "foot" });
    this.fill(body, text, lists, button, mark);
    const who = make("span", { className: "who" }, make("span", { "data-t": sender }), by ? " " + by + ": " : ": ");
    if (by) who.prepend(make("span", { className: "face", ariaHidden: "true", textContent: initials(by) }));
    const element = make("div", { className: "m " + sender }, who, body, choices, foot);
    if (at) {
      element.dataset.at = at;
      foot.append(make("time", { dateTime: at }));
    }
    if (language) body.lang = language;
    if (sign_in) choices.append(make("button", { className: "signin", "data-t": "sign_in", onclick: (event) => this.signIn(event.target) }));
    if (my_data) choices.append(make("button", { className: "own", "data-t": "my_data", onclick: (event) => this.myData(event.target) }));
    for (const each of buttons.filter(({ payload }) => !pressed.has(payload))) choices.append(button(each));
    if (mark.button) this.spend(choices, mark.button);
    if (id && sender === "bot" && !sign_in) foot.append(this.thumbs(id, mark.thumb));
    return this.label(element);
  }

  /** Put an answer into its bubble: its words, and in the place of its lists cards that say the same. */
  fill(body, text, lists, button, mark) {
    if (!lists.length) return write(body, text);
    const lines = text.split("\n");
    let from = 0, n = 0;
    const words = (to) => {
      const part = make("div");
      if (to > from) write(part, lines.slice(from, to).join("\n"));
      body.append(part);
    };
    for (const { kind, first, last, items } of lists) {
      words(first);
      const cards = make("ul", { className: "cards", role: "list" });
      for (const item of items) {
        const card = this.card(kind, item, button);
        card.dataset.n = n++;
        const taken = mark["card:" + card.dataset.n];
        if (taken) this.spend(card, taken);
        cards.append(card);
      }
      body.append(cards);
      from = last + 1;
    }
    words(lines.length);
  }

  card(kind, { title, author = "", n = "", lines, buttons = [], press, isbn }, button) {
    const cover = make("div", { className: "cover", ariaHidden: "true", dir: "auto" }), about = make("div", { className: "about" });
    if (kind === "event") cover.innerHTML = icon("M4 6h16v14H4zM4 10h16M8 3v4M16 3v4");
    else cover.append(make("b", { textContent: title }), make("span", { textContent: author }));
    cover.style.background = COVERS[[...title].reduce((sum, sign) => sum + sign.codePointAt(), 0) % COVERS.length];
    const source = this.getAttribute("covers");
    if (source && isbn) {
      const src = new URL(source.replace("{isbn}", encodeURIComponent(isbn)), location.href).href;
      cover.append(make("img", { src, alt: "", loading: "lazy", referrerPolicy: "no-referrer", onerror: (event) => event.target.remove() }));
    }
    // What the list's own buttons do, the card's do already.
    const name = press && !buttons.some(({ payload }) => payload === press) ? button({ title, payload: press }, { dir: "" }) : make("div");
    name.className = "thing";
    name.replaceChildren(n && n + ". ", make("bdi", { textContent: title }));
    about.append(name);
    if (author) about.append(make("div", { className: "author" }, make("bdi", { textContent: author })));
    for (const line of lines) {
      about.append(make("div", { className: "line" }));
      write(about.lastChild, line);
    }
    about.append(make("div", { className: "choices" }, ...buttons.map((each) => button(each))));
    return make("li", { className: "card " + kind }, cover, about);
  }

  /** Retire the buttons of a box, one of them taken; none: give them back. */
  spend(box, taken) {
    for (const button of box.querySelectorAll("button:not(.signin, .own)")) {
      button.ariaDisabled = taken ? "true" : null;
      button.classList.toggle("taken", button.value === taken);
    }
  }

  thumbs(id, given) {
    const box = make("div", { className: "rate" });
    for (const value of ["1", "-1"]) {
      const button = make("button", { value, "data-l": value > 0 ? "good" : "bad", innerHTML: THUMB });
      if (value < 0) button.firstChild.style.transform = "scaleY(-1)";
      button.onclick = async () => {
        if (button.ariaDisabled) return;
        this.spend(box, value);
        try {
          await this.ask("POST", "feedback", { message_id: id, value: +value });
          this.mark(id, "thumb", value);
          box.append(make("span", { role: "status", textContent: this.text("rated") }));
        } catch (error) {
          this.spend(box);
          this.complain(error);
        }
      };
      box.append(button);
    }
    if (given) this.spend(box, given);
    return box;
  }

  mark(id, name, value) {
    const marks = this.get("marks") || {};
    marks[id] = { ...marks[id], [name]: value };
    for (const old of Object.keys(marks).slice(0, -200)) delete marks[old];
    this.put("marks", marks);
  }
}
