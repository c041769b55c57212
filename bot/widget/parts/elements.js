// Elements, and what is written into them.

const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const direction = (language) => (language === "en" ? "ltr" : "rtl");
const small = matchMedia(SMALL);

function make(tag, settings, ...children) {
  const element = document.createElement(tag);
  for (const name in settings) name in element ? (element[name] = settings[name]) : element.setAttribute(name, settings[name]);
  element.append(...children);
  return element;
}

const latin = (text) => text.replace(/[۰-۹]/g, (sign) => sign.charCodeAt() - 1776);

// Web addresses, e-mail addresses, what may be a telephone number; the number of a case, or one of which a part is hidden.
const HELD = /^(?:K-\d{6,}|[\d۰-۹+()-]{0,20}(?:•{2,9}|…)[\d۰-۹-]{0,20}[\d۰-۹])$/;
const LINKS = /\bK-\d{6,}\b|[\d۰-۹+()-]{0,20}(?:•{2,9}|…)[\d۰-۹-]{0,20}[\d۰-۹]|https?:\/\/[^\s<>"'«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w۰-۹.,/-])[+0۰][\d۰-۹][\d۰-۹ ()-]{5,18}[\d۰-۹](?![\w۰-۹])/gi;

/** Put a text into an element; addresses and telephone numbers as links. */
function write(element, text) {
  element.textContent = "";
  let from = 0;
  for (const { 0: found, index } of text.matchAll(LINKS)) {
    const link = { textContent: found.replace(/[.,;:!?)\]،؛؟…]+$/, ""), dir: "ltr" }, digits = latin(found).replace(/[^+\d]/g, "");
    if (HELD.test(found)) {
      // In its own direction, and never over two lines.
      element.append(text.slice(from, index), make("bdi", { textContent: found, dir: "ltr", className: "held" }));
      from = index + found.length;
      continue;
    }
    if (/^http/i.test(found)) Object.assign(link, { href: link.textContent, target: "_blank", rel: "noreferrer" });
    else if (/@/.test(found)) link.href = "mailto:" + found;
    // Eleven digits, or parts: a bare number may be a book's.
    else if (/^\+|^\d{11}$/.test(digits) || (/[ ()-]/.test(found) && digits.length > 7)) link.href = "tel:" + digits;
    else continue;
    element.append(text.slice(from, index), make("a", link));
    from = index + link.textContent.length;
  }
  element.append(text.slice(from));
}

/** The first letters of a name's first words, not joined. */
const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join("\u200c");

/** White or dark letters, whichever are read better on a colour; none for what is no colour. */
function lettersOn(colour) {
  if (!/^#[\da-f]{6}$/i.test(colour)) return;
  const [red, green, blue] = colour.match(/\w\w/g).map((part) => parseInt(part, 16) / 255)
    .map((share) => (share > 0.04 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92));
  return red * 0.2126 + green * 0.7152 + blue * 0.0722 > 0.179 ? "#000" : "#fff";
}
