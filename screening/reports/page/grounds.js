// What was not checked or read, what would clear it, and what all was made with.

function notChecked(found) {
  const gap = tables().gaps[found.gaps];
  const open = gap.coverage.filter(([, made, expected]) => made < expected);
  if (!open.length && !gap.missing.length)
    return part("Not checked", el("p", {}, "Every expected check could be made."));
  const items = open.map(([family, made, expected]) => {
    const lacking = gap.unchecked.filter(([check]) => tables().checks[check].family === family);
    return el(
      "details",
      {},
      el("summary", {}, el("span", { class: "family" }, family), ` ${made} of ${expected} expected checks made`),
      el(
        "ul",
        {},
        lacking.map(([check, needs]) =>
          el("li", {}, tables().checks[check].title, el("span", { class: "faint" }, ` needs ${needs}`)),
        ),
      ),
    );
  });
  return part(
    "Not checked, which is not clear",
    gap.missing.map((missing) => el("p", { class: "note" }, `Required and missing: ${missing}`)),
    items,
  );
}

function wouldClear(found) {
  const { plan } = found;
  if (!plan || (!plan.steps.length && !plan.required.length)) return null;
  const step = (one, required) => {
    const asked = tables().questions[one.question];
    const answers = one.answers.map((answer) => (required ? answer : tables().checks[answer].id));
    return el(
      "li",
      {},
      el("p", {}, required && el("strong", {}, "Required: "), asked.text),
      el(
        "p",
        { class: "faint" },
        `${one.person ? "A person must decide; what speaks for a false positive" : "It comes out well if"}: ${asked.clears}`,
      ),
      el(
        "p",
        { class: "faint" },
        "answers ",
        el("code", {}, answers.join(", ")),
        "; collect ",
        el("code", {}, asked.collect.join(", ")),
        !required && `; then ${points(one.left)} points decide, ${one.band}`,
      ),
    );
  };
  const checks = plan.steps.filter((one) => !one.person).length;
  const person = plan.person.map((number) => tables().checks[number].id);
  const conditions = [
    person.length && "a person decided that it is false",
    checks && `${plural(checks, "check")} came out well`,
    "nothing else were found",
  ].filter(Boolean);
  return part(
    "What would clear it",
    person.length > 0 && el("p", {}, `No check clears ${person.join(" and ")}: a person must decide.`),
    plan.steps.length > 0 &&
      el(
        "p",
        {},
        `If ${conditions.join(", and ")}, the band would be ${plan.then}.`,
        !plan.smallest && " Fewer checks may be enough: there were too many sets to try all.",
      ),
    plan.required.length > 0 &&
      el("p", {}, "What is required must be known to be clear, and what it shows counts then."),
    el("p", { class: "faint" }, "Ask everybody alike: no question is asked because of a name or a place."),
    el(
      "ol",
      { class: "steps" },
      plan.steps.map((one) => step(one, false)),
      plan.required.map((one) => step(one, true)),
    ),
  );
}

function notRead(found) {
  return (
    found.unread &&
    part(
      "Not read, and so not known",
      el(
        "ul",
        {},
        found.unread.map(([field, value, message]) =>
          el("li", {}, el("code", {}, field), " ", said(value), ` ${message}`),
        ),
      ),
    )
  );
}

/** Lists, policy and versions: what the whole page was made with; digests in short or whole. */
function madeWith(whole = false) {
  const digest = (text) => el("code", {}, whole ? text : text.slice(0, 12));
  const { policy } = about;
  const versions = Object.entries(about.versions ?? {})
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  return [
    about.notes.map((note) => el("p", { class: "note" }, note)),
    el(
      "table",
      { class: "lists" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["List", "Of", "Checked", "Entries", "Digest"].map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el(
        "tbody",
        {},
        about.lists.map((one) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, one.title === one.id ? one.id : [one.title, " ", el("code", {}, one.id)]),
            el("td", {}, one.as_of || "unknown date"),
            el("td", {}, one.checked_on || "–"),
            el("td", { class: "number" }, one.entries.toLocaleString("en")),
            el("td", {}, digest(one.digest)),
          ),
        ),
      ),
    ),
    el(
      "p",
      {},
      `Policy: preset ${policy.preset}, review at ${policy.review_at}, escalate at ${policy.escalate_at}, names from ${policy.name_threshold}, digest `,
      digest(policy.digest),
      policy.approved_by && `, approved by ${policy.approved_by}`,
      policy.effective_from && `, in force from ${policy.effective_from}`,
      ".",
    ),
    policy.changes.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, `${plural(policy.changes.length, "setting")} other than published`),
        el(
          "ul",
          {},
          policy.changes.map(([name, old, now]) => el("li", {}, el("code", {}, name), ` ${old} → ${now}`)),
        ),
      ),
    el("p", { class: "faint" }, `Assessed on ${about.today}. ${versions}.`),
  ]
    .flat()
    .filter(Boolean);
}
