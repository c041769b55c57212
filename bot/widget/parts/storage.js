// What the browser keeps for the page, and answers that refuse.

// Where storage is forbidden or full:
class Memory {
  getItem(key) { return this[key] ?? null; }
  setItem(key, value) { this[key] = value; }
  removeItem(key) { delete this[key]; }
}
const storage = (name) => { try { window[name].setItem("ketabyar", 1); return window[name]; } catch { return new Memory(); } };
const local = storage("localStorage"), session = storage("sessionStorage");

const refused = async (answer) => Object.assign(Error(answer.status), { status: answer.status, texts: (await answer.json().catch(() => ({}))).message });
