// Elements from plain values. Text enters by textContent alone: nothing from the data is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";
const CLAMP = 320;

/** An element with attributes, listeners (`on`) and children: elements, texts, or nothing. */
function el(name, given = {}, ...children) {
  return filled(document.createElement(name), given, children);
}

/** An element of a picture. */
function svg(name, given = {}, ...children) {
  return filled(document.createElementNS(SVG, name), given, children);
}

function filled(element, given, children) {
  for (const [key, value] of Object.entries(given)) {
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** Text of a profile or a list: its direction is its own, and what is long is cut until it is asked for. */
function said(text, limit = CLAMP) {
  text = String(text);
  if (text.length <= limit) return el("bdi", {}, text);
  const shown = el("bdi", {}, head(text, limit));
  const more = `Show all ${text.length.toLocaleString("en")} characters`;
  const button = el("button", { type: "button", class: "more", "aria-expanded": "false" }, more);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    shown.textContent = open ? head(text, limit) : text;
    button.textContent = open ? more : "Show less";
    button.setAttribute("aria-expanded", String(!open));
  });
  return el("span", { class: "clamped" }, shown, " ", button);
}

/** The first characters of a text; no pair of code units is cut in two. */
function head(text, limit) {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit) + "…";
}

/** Several texts, one below the other. */
function several(texts) {
  return texts.length === 1
    ? said(texts[0])
    : el(
        "ul",
        { class: "plain" },
        texts.map((text) => el("li", {}, said(text))),
      );
}

/** A link to a public address; anything but the web stays text. */
function address(url, text = url) {
  if (!/^https?:\/\//i.test(url)) return el("bdi", {}, text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

/** A published source: document, section, date, with its address. */
function source(cited) {
  const parts = [cited.section, cited.date].filter(Boolean).join(", ");
  return el("li", {}, address(cited.url, cited.document), parts ? ` (${parts})` : "");
}

/** A band by word, shape and colour. */
function bandMark(name) {
  return el(
    "span",
    { class: `band ${name}` },
    el("span", { class: "shape", "aria-hidden": "true" }, SHAPES[name]),
    name,
  );
}

const SHAPES = { escalate: "▲", review: "◆", unknown: "○", clear: "■" };

/** A part of a profile's page, with its heading; nothing if it has no content. */
function part(title, ...content) {
  const found = content.flat(Infinity).filter(Boolean);
  return found.length ? el("section", { class: "part" }, el("h3", {}, title), found) : null;
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Points with two digits at most. */
function points(value) {
  return String(Math.round(value * 100) / 100);
}
