// The page as a whole: dialogs, keys, the address of the opened profile, and the start.

const KEYS = [
  ["j, ↓ / k, ↑", "next, previous profile"],
  ["Home, End, Page Up, Page Down", "through the queue, while it has the focus"],
  ["Enter", "read the profile"],
  ["Esc", "back to the queue"],
  ["/", "search"],
  ["d", "decide on the first finding or party that is open"],
  ["e", "export the decisions"],
  ["?", "this help"],
];
let lettersOn = true;

/** Read the opened profile: the focus goes to its title. */
function enter() {
  if (opened < 0 && shownRows.length) go(0);
  if (opened < 0) return;
  document.body.classList.add("reading");
  document.getElementById("profile-title").focus({ preventScroll: true });
  history.replaceState(null, "", `#profile=${encodeURIComponent(queue.id[opened])}`);
}

/** Back to the queue. */
function leave() {
  document.body.classList.remove("reading");
  draw();
  if (active >= 0) reveal(active);
  list.focus();
}

function dialog(id, title, ...content) {
  const found = document.getElementById(id);
  found.replaceChildren(
    el("h2", { id: `${id}-title` }, title),
    ...content.flat(Infinity).filter(Boolean),
    el("div", { class: "buttons" }, el("button", { type: "button", on: { click: () => found.close() } }, "Close")),
  );
  found.showModal();
}

function openHelp() {
  const box = el("input", {
    type: "checkbox",
    checked: lettersOn,
    on: {
      change: (event) => {
        lettersOn = event.target.checked;
      },
    },
  });
  dialog(
    "help",
    "Help",
    el(
      "p",
      {},
      "A person decides. The band says what to do next and by which rule; the score orders the queue, and is no probability.",
    ),
    el(
      "dl",
      { class: "keys" },
      KEYS.map(([key, meaning]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, meaning)]),
    ),
    el("p", {}, el("label", {}, box, " Keys of a single letter are on")),
    bandMeanings(),
  );
}

const openMade = () => dialog("made", "Lists and policy", madeWith(true));
const openRefused = () =>
  dialog(
    "refused",
    `${about.refused_count.toLocaleString("en")} not screened`,
    el("p", {}, "These records could not be screened: nobody knows whether they are clear."),
    el(
      "ul",
      {},
      about.refused.map((text) => el("li", {}, said(text))),
    ),
    about.refused_count > about.refused.length &&
      el("p", {}, `and ${(about.refused_count - about.refused.length).toLocaleString("en")} more`),
  );

const step = (by) => go(active < 0 ? 0 : active + by);
const ANYWHERE = {
  "/": () => document.getElementById("text").focus(),
  "?": openHelp,
  j: () => step(1),
  k: () => step(-1),
  d: () => document.querySelector("#profile .decision:not(.made) .decide")?.click(),
  e: exportDecisions,
};
const page = () => Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
const IN_LIST = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => step(page()),
  PageUp: () => step(-page()),
  Home: () => go(0),
  End: () => go(shownRows.length - 1),
  Enter: enter,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.("input, textarea, select");
  if (event.key === "Escape" && !field && document.body.classList.contains("reading")) {
    event.preventDefault();
    leave();
    return;
  }
  if (field) {
    const done = field.id === "text" && ["Enter", "ArrowDown"].includes(event.key);
    if (done) {
      event.preventDefault();
      list.focus();
      if (active < 0) go(0);
    }
    return;
  }
  const listed = event.target === list || event.target === document.body ? IN_LIST[event.key] : undefined;
  const action = listed ?? (lettersOn ? ANYWHERE[event.key] : undefined);
  if (!action) return;
  event.preventDefault();
  action();
}

const MEANINGS = {
  escalate: "look now, before money moves",
  review: "look",
  unknown: "a required check could not be made, which is not clear",
  clear: "nothing found in what was checked",
};
const bandMeanings = () =>
  el(
    "dl",
    {},
    about.bands.map((band) => [el("dt", {}, bandMark(band)), el("dd", {}, MEANINGS[band])]),
  );

function welcome() {
  const text = COUNT
    ? "Choose a profile: click it, or use the arrow keys and Enter. ? shows all keys."
    : "No profile could be assessed.";
  document
    .getElementById("profile")
    .replaceChildren(el("div", { class: "welcome" }, el("p", {}, text), COUNT > 0 && bandMeanings()));
}

/** Open the profile that the address names. */
function fromAddress() {
  const named = /^#profile=(.*)$/.exec(location.hash);
  let row = -1;
  try {
    row = named ? rowOf(decodeURIComponent(named[1])) : -1;
  } catch {
    /* no address of ours */
  }
  if (row < 0 || row === opened) return;
  goToRow(row);
  enter();
}

function start() {
  document.getElementById("more-filters").open = matchMedia("(min-width: 40rem)").matches;
  restore();
  makeFilters();
  welcome();
  takeFilters();
  const click = (id, listener) => document.getElementById(id)?.addEventListener("click", listener);
  click("open-help", openHelp);
  click("open-made", openMade);
  click("open-refused", openRefused);
  click("export", exportDecisions);
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  window.addEventListener("beforeunload", (event) => {
    if (!exportedAll && !kept) event.preventDefault();
  });
  fromAddress();
  (window.requestIdleCallback ?? setTimeout)(searched);
}

start();
