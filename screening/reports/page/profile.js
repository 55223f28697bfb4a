// One profile: what was decided by which rule, where the points come from, and each finding.

function show(row) {
  opened = row;
  const article = document.getElementById("profile");
  const found = detail(row);
  article.replaceChildren(
    profileHead(row, found),
    ...[
      waterfall(row, found),
      part(
        "Listed parties, side by side",
        (found.hits ?? []).map((hit) => listedParty(row, found, hit)),
      ),
      part(
        "Findings",
        (found.findings ?? []).map((finding) => findingCard(row, found, finding)),
      ),
      linkPicture(found),
      notChecked(found),
      wouldClear(found),
      notRead(found),
      part("What the profile says", factList(found.facts ?? [])),
      part("Made with", madeWith()),
    ].filter(Boolean),
  );
  article.scrollTop = 0;
  document.title = `${queue.name[row] || queue.id[row]}: review`;
}

function profileHead(row, found) {
  const band = bandOf(row);
  const kind = about.kinds[queue.kind[row]];
  const where = queue.countries[queue.country[row]];
  const deciding = found.deciding ?? 0;
  const differs = Math.abs(deciding - queue.score[row]) > 0.005;
  return el(
    "div",
    { class: `head ${band}` },
    el(
      "div",
      { class: "who" },
      el("h2", { id: "profile-title", tabindex: -1 }, el("bdi", {}, queue.name[row] || queue.id[row])),
      el("p", {}, el("bdi", { class: "id" }, queue.id[row]), ` · ${kind}`, where && [" · ", el("bdi", {}, where)]),
    ),
    el(
      "div",
      { class: "verdict" },
      el(
        "p",
        { class: "points" },
        bandMark(band),
        " ",
        el("strong", {}, queue.score[row].toFixed(1)),
        " of 100 points",
      ),
      el("p", {}, said(queue.whys[queue.why[row]])),
      differs &&
        el(
          "p",
          { class: "faint" },
          `${points(deciding)} points without location, which decide: location is context.`,
        ),
    ),
    el(
      "div",
      { class: "buttons onscreen" },
      el("button", { type: "button", id: "back", on: { click: leave } }, "Back to the queue"),
      el("button", { type: "button", on: { click: () => window.print() } }, "Print"),
    ),
  );
}

/** Each finding's part of the score as a bar that begins where the one before ends. */
function waterfall(row, found) {
  const score = queue.score[row];
  const counted = (found.findings ?? []).filter((finding) => finding.share > 0);
  if (!counted.length) return null;
  let start = 0;
  const rows = counted.map((finding) => {
    const check = tables().checks[finding.check];
    const width = finding.share * score;
    const bar = barPicture(start, width, check.family === "location" ? "location" : check.grade);
    start += width;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("a", { href: `#finding-${finding.check}`, on: { click: jump } }, check.title)),
      el("td", { class: "bar" }, bar),
      el("td", { class: "number" }, `+${width.toFixed(1)}`),
    );
  });
  const total = el(
    "tr",
    { class: "total" },
    el("th", { scope: "row" }, "Score"),
    el("td", { class: "bar" }, barPicture(0, score, "total")),
    el("td", { class: "number" }, score.toFixed(1)),
  );
  const { review_at: review, escalate_at: escalate } = about.policy;
  return part(
    "Where the points come from",
    el(
      "table",
      { class: "waterfall" },
      el(
        "caption",
        {},
        `Points of each finding, of 100. Lines: review at ${review}, escalate at ${escalate}. The stronger the colour, the stronger the kind of evidence; grey is location, which never decides.`,
      ),
      el(
        "thead",
        { class: "unseen" },
        el(
          "tr",
          {},
          ["Finding", "Bar", "Points"].map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el("tbody", {}, rows, total),
    ),
  );
}

function barPicture(start, width, kind) {
  const line = (at, name) => svg("line", { x1: at, x2: at, y1: 0, y2: 10, class: `limit ${name}` });
  return svg(
    "svg",
    { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width: 100, height: 10, class: "ground" }),
    line(about.policy.review_at, "review"),
    line(about.policy.escalate_at, "escalate"),
    svg("rect", { x: start, y: 1.5, width: Math.max(width, 0.4), height: 7, class: `amount ${kind}` }),
  );
}

/** Go to a place on the page without leaving the profile's own address. */
function jump(event) {
  event.preventDefault();
  const target = document.querySelector(event.currentTarget.getAttribute("href"));
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}

function findingCard(row, found, finding) {
  const check = tables().checks[finding.check];
  const worth =
    finding.points > 0
      ? `${points(finding.points)} of ${points(check.weight)} points, ${(finding.share * 100).toFixed(1)} % of the score`
      : noPoints(finding, check);
  return el(
    "section",
    {
      class: `card finding${finding.points > 0 ? "" : " silent"}`,
      id: `finding-${finding.check}`,
      tabindex: -1,
      "aria-label": check.title,
    },
    el("h4", {}, check.title),
    el(
      "p",
      { class: "tags" },
      el("span", { class: `grade ${check.grade}` }, check.grade),
      el("code", {}, check.id),
      el("span", {}, worth),
    ),
    el("p", { class: "seen" }, said(finding.seen)),
    finding.others && otherAccounts(finding.others),
    recordList(found, finding.records),
    el(
      "details",
      {},
      el("summary", {}, "Why it is reported, and innocent explanations"),
      el("p", {}, check.about),
    ),
    el(
      "details",
      { open: finding.points > 0 },
      el("summary", {}, plural(check.sources.length, "source")),
      el(
        "ul",
        { class: "sources" },
        check.sources.map((number) => source(tables().sources[number])),
      ),
    ),
    decisionBox(row, finding, check.title),
  );
}

function noPoints(finding, check) {
  if (finding.counted_in) {
    return `no points: its clue is counted in ${finding.counted_in.map((number) => tables().checks[number].id).join(", ")}`;
  }
  return check.family === "watchlist"
    ? "no points: so common a name says nothing by itself"
    : "no points: no sign by itself";
}

/** The accounts that share something; those in the queue can be opened. */
function otherAccounts(others) {
  return el(
    "p",
    { class: "others" },
    "Accounts: ",
    others.map((id, place) => {
      const row = rowOf(id);
      const text = el("bdi", {}, id);
      const shown =
        row < 0
          ? text
          : el(
              "button",
              { type: "button", class: `link ${bandOf(row)}`, on: { click: () => follow(row) } },
              text,
              ` (${bandOf(row)})`,
            );
      return [place ? ", " : "", shown];
    }),
  );
}

function follow(row) {
  goToRow(row);
  enter();
}

/** A prepared picture of links between accounts: as an image, in which nothing runs and nothing is fetched. */
function linkPicture(found) {
  if (!found.picture) return null;
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(found.picture)}`;
  return part(
    "Links between accounts",
    el(
      "p",
      { class: "picture" },
      el("img", {
        src: address,
        alt: "Accounts that share something with this one; the findings above name them.",
      }),
    ),
  );
}

function recordList(found, paths) {
  const known = paths.filter((path) => found.records?.[path]);
  const bare = paths.filter((path) => !found.records?.[path]);
  return el(
    "dl",
    { class: "records" },
    known.map((path) => [el("dt", {}, el("code", {}, path)), el("dd", {}, factLine(found.records[path]))]),
    bare.length > 0 && [el("dt", {}, "records"), el("dd", {}, el("code", {}, bare.join(", ")))],
  );
}

function factLine(facts) {
  return facts.map(([name, values], place) => [
    place ? el("span", { class: "faint" }, " · ") : "",
    name && el("span", { class: "faint" }, `${name} `),
    values.map((value, number) => [number ? ", " : "", said(value)]),
  ]);
}

function factList(facts) {
  return (
    facts.length > 0 &&
    el(
      "dl",
      { class: "facts" },
      facts.map(([name, values]) => [el("dt", {}, name), el("dd", {}, several(values))]),
    )
  );
}
