// Signing in, and pages of ours over the chat.

class KetabyarChat extends HTMLElement {
  async signIn(button) {
    button.disabled = true;
    try {
      // One for each link, so that it is nobody's but this page's; kept for a reload.
      const claim = crypto.getRandomValues(new Uint32Array(8)).join("-");
      session.setItem(this.key + "claims", JSON.stringify([claim, ...this.claims()].slice(0, 5)));
      const offer = await this.json("POST", "sign-in", { claim });
      this.showPage(offer.url, "account", offer.number);
    } catch (error) {
      this.complain(error);
    } finally {
      button.disabled = false;
    }
  }

  async myData(button) {
    button.disabled = true;
    try {
      this.showPage((await this.json("POST", "my-data", {})).url, "my_data");
    } catch (error) {
      this.complain(error);
    } finally {
      button.disabled = false;
    }
  }

  /** Show a page of ours over the chat; `number` is asked for there. */
  showPage(url, title, number = "") {
    const { page, tab, number: line } = this.ui, address = new URL(url, this.base);
    if (!/^http/.test(address)) return;
    tab.href = address;
    this.number = number;
    line.parentNode.hidden = !number;
    line.textContent = (+number).toLocaleString(this.language);
    page.dataset.l = page.querySelector("h2").dataset.t = title;
    this.label(this.shadowRoot);
    this.frame = make("iframe", { src: address, title: this.text(title) });
    page.firstChild.append(this.frame);
    page.showModal();
  }

  heardFromPage({ origin, source, data }) {
    const { page, tab } = this.ui;
    if (!page.open || origin !== tab.origin || source !== this.frame.contentWindow) return;
    if (data?.type === "ketabyar:number?") source.postMessage({ type: "ketabyar:number", number: this.number }, origin);
    if (data?.type !== "ketabyar:signed-in") return;
    page.close();
    this.catchUp().catch(() => this.wake());
  }
}
