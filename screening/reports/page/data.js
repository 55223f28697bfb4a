// The data of the page: columns of the queue at once, tables and details when they are first needed.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const about = read("data-about");
const queue = read("data-queue");
const COUNT = queue.id.length;
const blocks = new Map();
let sharedTables = null;
let folded = null;
let rowsById = null;

/** Checks, sources, questions, parties and gaps. */
function tables() {
  sharedTables ??= read("data-tables");
  return sharedTables;
}

/** Everything about the profile of a row. */
function detail(row) {
  const number = Math.floor(row / about.block);
  if (!blocks.has(number)) blocks.set(number, read(`data-block-${number}`));
  return blocks.get(number)[row % about.block];
}

/** The id as it was given, which may hold what cannot be shown. */
const givenId = (row) => queue.raw[row] ?? queue.id[row];
const bandOf = (row) => about.bands[queue.band[row]];

/** The row of a profile by its id as shown; -1 if it is not in the queue. */
function rowOf(id) {
  if (!rowsById) {
    rowsById = new Map();
    for (let row = COUNT - 1; row >= 0; row -= 1) rowsById.set(queue.id[row], row);
  }
  return rowsById.get(id) ?? -1;
}

/** Text for comparing: without case, accents and the forms of one letter. */
function fold(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What free text is looked for in, row by row. */
function searched() {
  folded ??= read("data-texts").map(fold);
  return folded;
}
