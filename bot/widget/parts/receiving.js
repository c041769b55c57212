// Hearing something: the stream, and what was missed.

class KetabyarChat extends HTMLElement {
  // Connections are few for all tabs together: listen while somebody looks.
  wanted() { return this.isConnected && this.get("token") && !document.hidden && (this.ui.panel.open || /staff/.test(this.state.status)); }

  wake() {
    this.rouse();
    this.greet();
    clearInterval(this.asks); // a librarian comes and goes while nobody says anything
    this.asks = setInterval(() => this.greet(), 3e4);
    if (!this.wanted()) this.stream?.abort();
    this.flush();
    this.follow();
  }

  async follow() {
    if (this.stream) return;
    for (let wait = 1e3; this.wanted(); wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const attempt = this.stream = new AbortController();
      this.dark = false;
      let timer;
      const alive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => attempt.abort(), SILENCE);
      };
      try {
        alive();
        await this.catchUp(attempt.signal);
        const answer = await this.ask("GET", "events?presence=1&after=" + this.cursor(), undefined, attempt.signal);
        this.showLost(this.dark);
        this.rouse();
        await this.read(answer.body.pipeThrough(new TextDecoderStream()).getReader(), () => { alive(); wait = 1e3; });
      } catch (error) {
        if (this.wanted()) this.missed(error);
      }
      clearTimeout(timer);
      await this.rest(wait);
    }
    this.stream = null;
  }

  async read(reader, alive) {
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      alive();
      const blocks = (rest + value).replaceAll("\r", "").split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const [, kind] = block.match(/^event: ?(.*)/m) || [], [, data] = block.match(/^data: ?(.*)/m) || [];
        if (kind) this[{ state: "showState", presence: "showPresence" }[kind] || "hear"](JSON.parse(data));
      }
    }
  }

  async catchUp(signal) {
    for (let after = this.cursor(), count = 1; count;) {
      const { messages, state } = await this.json("GET", "messages?after=" + after, undefined, signal), history = !this.caughtUp, { answer } = this, below = new Set(this.below);
      if (history) this.ui.log.ariaLive = "off"; // not read out again
      for (const message of messages) this.hear(message, history);
      if (history) {
        this.live();
        this.answer = answer; // none of before
        this.below = below;
        this.toEnd();
        this.tellBelow();
      }
      this.showState(state);
      count = messages.length;
      after = messages.at(-1)?.id;
      this.caughtUp = true;
    }
  }

  /** From where to read on: a little before the last message, since one may have overtaken another. */
  cursor() { return [...this.shown.keys()].sort((a, b) => b - a)[OVERLAP] || 0; }

  hear(message, history) {
    const news = this.show(message);
    if (news && !history && message.sender !== "patron" && !this.ui.panel.open) {
      this.unread++;
      this.showState(this.state);
    }
  }
}
