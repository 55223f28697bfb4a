// A listed party beside the profile: names word by word, then what a person compares.

const NOT_KNOWN = "not known";

function listedParty(row, found, hit) {
  const listings = hit.listings.map((key) => tables().parties[key]);
  const [party] = listings;
  const title = `${party.name} (${party.list} ${party.id})`;
  return el(
    "section",
    { class: "card party", "aria-label": `Listed party ${party.name}` },
    el(
      "h4",
      {},
      el("bdi", {}, party.name),
      " ",
      el("span", { class: "status" }, hit.designated ? "designated" : party.status),
    ),
    el(
      "p",
      { class: "tags" },
      el("code", {}, `${party.list} ${party.id}`),
      party.kind,
      party.url && address(party.url, "entry of the list"),
      hit.exact && el("strong", {}, "by a number, a full name or a second identifier"),
    ),
    hit.aligned && namesAligned(hit),
    hit.numbers.length > 0 &&
      el(
        "p",
        {},
        "Listed by number: ",
        hit.numbers.map(([record, kind, value], place) => [
          place ? "; " : "",
          `${kind.replaceAll("_", " ")} `,
          said(value),
          " in ",
          el("code", {}, record),
        ]),
      ),
    hit.agrees?.length > 0 && el("p", { class: "for" }, "Agrees too: ", several(hit.agrees)),
    hit.conflicts &&
      el(
        "p",
        { class: "against" },
        hit.dropped ? "Dropped, because a verified record speaks against it: " : "Against it: ",
        said(hit.conflicts),
      ),
    sideBySide(hit, listings),
    decisionBox(row, hit, title),
  );
}

/** The words of both names in pairs, each with how well and why they agree. */
function namesAligned(hit) {
  const tone = (reason, score) => (score === 0 ? "no" : score >= 0.999 ? "yes" : "near");
  const rows = hit.aligned.map(([given, listed, score, reason]) =>
    el(
      "tr",
      { class: tone(reason, score) },
      el("td", {}, given ? el("bdi", {}, given) : el("span", { class: "faint" }, "nothing")),
      el("td", {}, listed ? el("bdi", {}, listed) : el("span", { class: "faint" }, "nothing")),
      el("td", { class: "number" }, score.toFixed(2)),
      el("td", {}, reason),
    ),
  );
  const words = hit.complete ? "every distinctive word agrees" : "not every distinctive word agrees";
  const reasons = hit.reasons.length ? `; ${hit.reasons.join(", ")}` : "";
  return el(
    "table",
    { class: "aligned" },
    el(
      "caption",
      {},
      `Names agree by ${hit.score.toFixed(2)} of 1: ${words}${reasons}. The listed name is a ${hit.strength} one.`,
    ),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col" }, el("span", { class: "faint" }, "given "), said(hit.name, 80)),
        el("th", { scope: "col" }, el("span", { class: "faint" }, "listed "), said(hit.alias, 80)),
        el("th", { scope: "col", class: "number" }, "agree"),
        el("th", { scope: "col" }, "because"),
      ),
    ),
    el("tbody", {}, rows),
  );
}

const COMPARED = [
  ["native", "Own script"],
  ["others", "Names"],
  ["born", "Birth date"],
  ["addresses", "Addresses"],
  ["countries", "Countries"],
  ["numbers", "Numbers"],
];
const LISTED_ONLY = [
  ["programmes", "Programmes"],
  ["legal", "Legal basis"],
  ["listed", "Listed on"],
  ["changed", "Changed on"],
  ["ends", "Ends on"],
  ["role", "Said to be"],
  ["relations", "Stands to others"],
  ["dprk", "Why DPRK"],
  ["remarks", "Remarks"],
];

function sideBySide(hit, listings) {
  const [party, ...others] = listings;
  const values = (value) => (value === undefined || value === "" ? [] : [value].flat());
  const cell = (texts) => el("td", {}, texts.length ? several(texts) : el("span", { class: "faint" }, NOT_KNOWN));
  const rows = [];
  for (const [field, title] of COMPARED) {
    const here = values(hit.own[field]);
    const there = values(party[field]);
    const names = field === "others" ? [party.name, ...there] : there;
    if (field === "born" ? names.length || (here.length && party.kind === "person") : names.length) {
      rows.push(el("tr", {}, el("th", { scope: "row" }, title), cell(here), cell(names)));
    }
  }
  for (const [field, title] of LISTED_ONLY) {
    const there = values(party[field]);
    if (there.length)
      rows.push(el("tr", {}, el("th", { scope: "row" }, title), el("td", { class: "empty" }), cell(there)));
  }
  if (others.length) {
    const also = others.map((other) =>
      el(
        "li",
        {},
        el("code", {}, `${other.list} ${other.id}`),
        " ",
        said(other.name, 120),
        other.listed && `, listed on ${other.listed}`,
        other.programmes && `, ${other.programmes.join(", ")}`,
      ),
    );
    rows.push(
      el(
        "tr",
        {},
        el("th", { scope: "row" }, "Also listed"),
        el("td", { class: "empty" }),
        el("td", {}, el("ul", { class: "plain" }, also)),
      ),
    );
  }
  return el(
    "table",
    { class: "sides" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td", {}),
        el("th", { scope: "col" }, "The profile"),
        el("th", { scope: "col" }, "The list"),
      ),
    ),
    el("tbody", {}, rows),
  );
}
