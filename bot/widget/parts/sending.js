// Saying something: kept until the server has acknowledged it.

class KetabyarChat extends HTMLElement {
  submit() {
    const { input } = this.ui, text = input.value.trim();
    if (text && text.length <= MOST_CHARACTERS) {
      input.value = "";
      this.typed();
      this.say({ text });
    }
    input.focus();
  }

  /** Queue a message under an id that it keeps, show and send it. */
  say(said) {
    const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const item = { id, at: Date.now(), language: this.language, ...said };
    this.put("out:" + id, item);
    this.ui.problem.textContent = "";
    this.enqueue(item);
    this.answer = null;
    this.toEnd();
    this.tellBelow();
    this.flush();
  }

  enqueue(item) {
    if (Date.now() - item.at > DAY) return this.drop("out:" + item.id);
    const element = this.element({ sender: "patron", text: item.text || item.title, at: new Date(item.at).toISOString() });
    element.dataset.id = "";
    this.queue.set(item.id, { item, element });
    this.ui.log.append(element);
  }

  settle(id) {
    this.queue.delete(id);
    this.drop("out:" + id);
  }

  markWaiting() {
    for (const { element } of this.queue.values()) {
      if (!element.querySelector(".note")) element.append(make("span", { className: "note", "data-t": "waiting", textContent: this.text("waiting") }));
    }
    this.stick();
  }

  /** Send the queue, one by one, each until it is acknowledged. */
  async flush() {
    if (this.busy) return;
    this.busy = true;
    for (let wait = 1e3; this.queue.size;) {
      this.showState(this.state);
      const { item } = this.queue.values().next().value;
      try {
        await this.deliver(item);
        wait = 1e3;
      } catch (error) {
        if (error.status < 500 && error.status !== 408) {
          this.refuse(error, item);
          continue;
        }
        this.markWaiting();
        this.missed(error);
        await this.rest(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    this.busy = false;
    this.showState(this.state);
  }

  async deliver({ id, text, payload, title, language }) {
    const said = text ? { text } : { payload, title };
    const answer = await this.json("POST", "messages", { client_message_id: id, language, ...said });
    this.show({ ...answer.message, client_message_id: id });
    for (const message of answer.messages) this.show(message);
    this.showLost(this.dark);
    this.showState(answer.state);
    this.put("last", Date.now()); // tells other tabs
    this.rouse();
    this.follow();
  }

  /** Give back what the server will not have. */
  refuse(error, { id, text, under, box }) {
    const { input } = this.ui, above = this.shown.get(under);
    this.queue.get(id)?.element.remove();
    this.settle(id);
    if (text) input.value = (text + "\n" + input.value).trim();
    if (above) {
      this.mark(under, box);
      this.spend(above.querySelector(box === "button" ? ".m > .choices" : `[data-n="${box.slice(5)}"]`));
    }
    this.typed();
    this.complain(error);
  }
}
