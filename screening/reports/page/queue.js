// The queue: filters, order, and a list of which only the rows in sight exist.

const ROW = 58; // pixels, as in page.css
const BEYOND = 6;
const filters = {
  bands: new Set(about.bands),
  family: "",
  listed: "",
  country: "",
  decided: "",
  words: [],
  order: "score",
};
const orders = new Map();
const list = document.getElementById("list");
const rowsBox = document.getElementById("rows");
let shownRows = [];
let active = -1; // place in shownRows
let opened = -1; // row
let drawing = 0;

function order(name) {
  if (!orders.has(name)) orders.set(name, ordered(name));
  return orders.get(name);
}

function ordered(name) {
  const rows = Array.from({ length: COUNT }, (_, row) => row);
  const score = (a, b) => queue.score[b] - queue.score[a] || queue.band[a] - queue.band[b] || a - b;
  if (name === "band") return rows.sort((a, b) => queue.band[a] - queue.band[b] || score(a, b));
  if (name === "score") return rows.sort(score);
  const collator = new Intl.Collator("en", { numeric: true });
  return rows.sort((a, b) => collator.compare(queue[name][a], queue[name][b]) || a - b);
}

/** For each numbered set, whether it holds the word; null where no word is asked for. */
function holding(sets, word) {
  return word ? sets.map((set) => set.includes(word)) : null;
}

/** Whether what was decided of a row is what is asked for: some, none, or a decision that the store has. */
function passesDecided(row, wanted) {
  if (wanted === "yes" || wanted === "no") return isDecided(row) === (wanted === "yes");
  return queue.stands[row]?.includes(wanted) ?? false;
}

/** The rows that pass the filters, in order; the bands of all that pass but for their band are counted. */
function matching() {
  const family = holding(queue.family_sets, filters.family);
  const listed = holding(queue.list_sets, filters.listed);
  const country = filters.country === "" ? -1 : Number(filters.country);
  const texts = filters.words.length ? searched() : null;
  const wanted = about.bands.map((band) => filters.bands.has(band));
  const counts = about.bands.map(() => 0);
  const found = [];
  for (const row of order(filters.order)) {
    if (family && !family[queue.families[row]]) continue;
    if (listed && !listed[queue.lists[row]]) continue;
    if (country >= 0 && queue.country[row] !== country) continue;
    if (filters.decided && !passesDecided(row, filters.decided)) continue;
    if (texts && !filters.words.every((word) => texts[row].includes(word))) continue;
    counts[queue.band[row]] += 1;
    if (wanted[queue.band[row]]) found.push(row);
  }
  return { found, counts };
}

/** Filter again, and keep the opened profile in hand if it is still there. */
function refilter() {
  const { found, counts } = matching();
  shownRows = found;
  active = found.indexOf(opened);
  about.bands.forEach((band, number) => {
    document.getElementById(`band-${band}-count`).textContent = counts[number].toLocaleString("en");
  });
  const shown =
    found.length === COUNT
      ? plural(COUNT, "profile")
      : `${found.length.toLocaleString("en")} of ${plural(COUNT, "profile")}`;
  document.getElementById("shown").textContent =
    found.length || !COUNT ? shown : `${shown}: no profile passes these filters`;
  rowsBox.style.height = `${found.length * ROW}px`;
  if (active < 0) list.scrollTop = 0;
  else reveal(active);
  draw();
}

function draw() {
  drawing = 0;
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - BEYOND);
  const last = Math.min(shownRows.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + BEYOND);
  const rows = [];
  for (let place = first; place < last; place += 1) rows.push(drawnRow(place));
  rowsBox.replaceChildren(...rows);
  const inSight = active >= first && active < last;
  if (inSight) list.setAttribute("aria-activedescendant", `row-${shownRows[active]}`);
  else list.removeAttribute("aria-activedescendant");
}

function drawLater() {
  drawing ||= requestAnimationFrame(draw);
}

function drawnRow(place) {
  const row = shownRows[place];
  const band = bandOf(row);
  const decided = decisionsOf(row).size;
  const where = queue.countries[queue.country[row]];
  const element = el(
    "div",
    {
      role: "option",
      id: `row-${row}`,
      class: `row ${band}`,
      "aria-selected": String(place === active),
      "aria-posinset": place + 1,
      "aria-setsize": shownRows.length,
    },
    el(
      "span",
      { class: "line" },
      bandMark(band),
      el("bdi", { class: "who" }, queue.name[row] || queue.id[row]),
      decided > 0 && el("span", { class: "done" }, `${decided} decided`),
      queue.stands[row]?.map((state) => el("span", { class: "done" }, stateName(state).toLowerCase())),
      el("span", { class: "score" }, queue.score[row].toFixed(1)),
    ),
    el(
      "span",
      { class: "line sub" },
      el("bdi", { class: "id" }, queue.id[row]),
      where && el("bdi", { class: "where" }, where),
      el("bdi", { class: "why" }, queue.whys[queue.why[row]]),
    ),
  );
  element.style.top = `${place * ROW}px`;
  element.addEventListener("click", () => {
    go(place);
    enter();
  });
  return element;
}

/** Bring a place of the list into sight. */
function reveal(place) {
  const top = place * ROW;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
}

/** Open the profile at a place of the list. */
function go(place) {
  if (!shownRows.length) return;
  active = Math.min(Math.max(place, 0), shownRows.length - 1);
  reveal(active);
  show(shownRows[active]);
  draw();
}

/** Open a profile by its row, and free it from filters that hide it. */
function goToRow(row) {
  if (!shownRows.includes(row)) {
    document.getElementById("filters").reset();
    takeFilters();
  }
  go(shownRows.indexOf(row));
}

/** Read the filters from their form. */
function takeFilters() {
  const value = (id) => document.getElementById(id).value;
  for (const name of ["family", "listed", "country", "decided", "order"]) filters[name] = value(name);
  filters.words = fold(value("text")).split(/\s+/).filter(Boolean);
  filters.bands = new Set(about.bands.filter((band) => document.getElementById(`band-${band}`).checked));
  refilter();
}

function makeFilters() {
  const bands = document.getElementById("bands");
  for (const band of about.bands) {
    const box = el("input", { type: "checkbox", id: `band-${band}`, checked: true });
    bands.append(
      el(
        "label",
        { class: `chip ${band}` },
        box,
        bandMark(band),
        el("span", { class: "count", id: `band-${band}-count` }),
      ),
    );
  }
  const choices = (id, values) =>
    document.getElementById(id).append(...values.map(([value, text]) => el("option", { value }, text)));
  const words = (sets) => [...new Set(sets.flat())].sort().map((word) => [word, word.replaceAll("_", " ")]);
  choices("family", words(queue.family_sets));
  choices(
    "listed",
    [...new Set(queue.list_sets.flat())].sort().map((key) => [key, key]),
  );
  const countries = queue.countries.map((name, number) => [number, name || "not known"]);
  choices(
    "country",
    countries.sort((a, b) => a[1].localeCompare(b[1], "en")),
  );
  choices(
    "decided",
    [...new Set(Object.values(queue.stands).flat())].sort().map((state) => [state, stateName(state).toLowerCase()]),
  );
  const form = document.getElementById("filters");
  form.addEventListener("input", takeFilters);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(takeFilters));
  list.addEventListener("scroll", drawLater, { passive: true });
  new ResizeObserver(drawLater).observe(list);
}
