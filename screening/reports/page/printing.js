// On paper: the opened profile with everything unfolded, or the first rows of the queue.

const MOST_PRINTED = 500;
let unfolded = [];

function beforePrint() {
  if (opened >= 0) {
    unfolded = [...document.querySelectorAll("#profile details:not([open])")];
    for (const one of unfolded) one.open = true;
    return;
  }
  const rows = shownRows.slice(0, MOST_PRINTED);
  const cells = (row) => [
    bandMark(bandOf(row)),
    queue.score[row].toFixed(1),
    el("bdi", {}, queue.id[row]),
    el("bdi", {}, queue.name[row]),
    queue.countries[queue.country[row]],
    queue.whys[queue.why[row]],
  ];
  document.getElementById("print-queue").replaceChildren(
    el(
      "table",
      {},
      el("caption", {}, `${rows.length.toLocaleString("en")} of ${plural(shownRows.length, "profile")}`),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["Band", "Score", "Id", "Name", "Country", "Because"].map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((row) =>
          el(
            "tr",
            {},
            cells(row).map((cell) => el("td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}

function afterPrint() {
  for (const one of unfolded) one.open = false;
  unfolded = [];
  document.getElementById("print-queue").replaceChildren();
}
