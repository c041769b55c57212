// Requests to the server, as this visitor.

class KetabyarChat extends HTMLElement {
  /** Let nobody wait any longer for a server that is there. */
  rouse() { this.dispatchEvent(new Event("wake")); }

  /** Wait, unless woken. */
  rest(wait) {
    return new Promise((done) => {
      this.addEventListener("wake", done, { once: true });
      setTimeout(done, wait * (0.8 + Math.random() / 2));
    });
  }

  request(method, path, body, token = "", signal = AbortSignal.timeout(TURN)) {
    const headers = { Authorization: "Bearer " + token, "Content-Type": "application/json" };
    return fetch(`${this.base}/api/chat/${path}`, { method, headers, signal, credentials: "omit", body: JSON.stringify(body) });
  }

  /** Ask as this visitor, after a sign-in by the new token; as a new one, when the server does not know the old. */
  async ask(method, path, body, signal) {
    for (let tries = 0; ; tries++) {
      const token = this.get("token") || await (this.joining ??= this.join().finally(() => { this.joining = null; }));
      const answer = await this.request(method, path, body, token, signal);
      if (answer.ok) return answer;
      if (answer.status !== 401 || tries > 1) throw await refused(answer);
      const now = this.get("token"); // of another tab, where it is not ours
      if (now === token ? await this.renew() : now && now === this.get("renewed")) continue;
      if (now === token) this.drop("token");
      this.forget();
      path = path.replace(/after=\d+/, "after=0");
    }
  }

  /** Take the token of after a sign-in, which is given for the secrets of this page alone; true if there is one. */
  renew() {
    const claims = this.claims();
    if (!claims.length) return Promise.resolve(false);
    return this.renewing ??= this.request("POST", "session/renew", { claims }).then(async (answer) => {
      if (answer.status > 404) throw await refused(answer);
      if (!answer.ok) return false;
      const { token } = await answer.json();
      this.put("renewed", token); // the same visitor: other tabs just go on
      this.put("token", token);
      session.removeItem(this.key + "claims");
      return true;
    }).finally(() => { this.renewing = null; });
  }

  claims() { return JSON.parse(session.getItem(this.key + "claims")) || []; }

  async json(...asked) { return (await this.ask(...asked)).json(); }

  async join() {
    const answer = await this.request("POST", "session", { language: this.language });
    if (!answer.ok) throw await refused(answer);
    const { token } = await answer.json();
    this.put("token", token);
    return token;
  }

  /** Begin anew; what is on the screen stays to be read. */
  forget() {
    for (const element of this.shown.values()) {
      delete element.dataset.id;
      element.querySelectorAll("button").forEach((button) => button.remove());
    }
    this.shown.clear();
    this.caughtUp = false;
    this.drop("marks");
    this.showState({});
    this.greet(true);
  }
}
