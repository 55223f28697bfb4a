// Decisions: asked for in a dialog, kept in memory and, where the browser lets a file, in its storage; exported.

const FORMAT = "screening-decisions/1";
const KINDS = {
  true_match: ["True match", "it is the listed party, or the finding is right"],
  false_positive: ["False positive", "somebody else, or explained"],
  accepted_risk: ["Accepted risk", "known, and carried on purpose"],
  needs_information: ["Needs information", "cannot be decided yet"],
};
const STORE = `screening-review/${about.digest}`;
const decisions = new Map(); // row -> Map(key -> decision)
const NONE = new Map();
const OPEN_AGAIN = "open_again";
const stateName = (state) => (state === OPEN_AGAIN ? "Open again" : (KINDS[state]?.[0] ?? state));
let exportedAll = true;
let kept = false;
let decider = "";

const decisionsOf = (row) => decisions.get(row) ?? NONE;
const isDecided = (row) =>
  decisionsOf(row).size > 0 || (queue.stands[row] ?? []).some((state) => state !== OPEN_AGAIN);
const countDecisions = () => [...decisions.values()].reduce((sum, some) => sum + some.size, 0);

function keep() {
  exportedAll = false;
  document.getElementById("export-count").textContent = String(countDecisions());
  try {
    localStorage.setItem(STORE, JSON.stringify([...decisions].map(([row, some]) => [row, [...some]])));
    kept = true;
  } catch {
    kept = false;
  }
}

/** Take up what this browser kept of the very same page. */
function restore() {
  try {
    for (const [row, some] of JSON.parse(localStorage.getItem(STORE) ?? "[]")) decisions.set(row, new Map(some));
    kept = true;
  } catch {
    kept = false;
  }
  exportedAll = countDecisions() === 0;
  document.getElementById("export-count").textContent = String(countDecisions());
}

function set(row, subject, decision) {
  const some = new Map(decisionsOf(row));
  if (decision) some.set(subject.key, decision);
  else some.delete(subject.key);
  if (some.size) decisions.set(row, some);
  else decisions.delete(row);
  keep();
}

/** What stands beside a finding or a party: the decision, or the button that asks for one. */
function decisionBox(row, subject, title) {
  const made = decisionsOf(row).get(subject.key);
  const ask = (text) =>
    el(
      "button",
      {
        type: "button",
        class: "decide",
        "data-key": subject.key,
        "aria-label": `${text} ${title}`,
        on: { click: () => openDecision(row, subject, title) },
      },
      text,
    );
  const stands = subject.stands;
  const holds = stands && stands.state !== OPEN_AGAIN;
  if (!made && holds) return el("p", { class: "decision made" }, recordedDecision(stands), " ", ask("Change …"));
  const before = stands && el("p", { class: "stood" }, recordedDecision(stands));
  if (!made) return el("div", {}, before, el("p", { class: "decision" }, ask("Decide …")));
  const now = el(
    "p",
    { class: "decision made" },
    el("strong", {}, KINDS[made.decision][0]),
    ` by ${made.by}, ${made.at.slice(0, 10)}${made.until ? `, until ${made.until}` : ""}: `,
    said(made.reason),
    " ",
    ask("Change …"),
  );
  return el("div", {}, before, now);
}

/** A decision as the store had it when the page was made: what, who, when, why, and what speaks against it now. */
function recordedDecision(stands) {
  const approved = stands.approved_by ? `, approved by ${stands.approved_by.join(", ")}` : "";
  const recorder = stands.recorded_by ? ` (recorded by ${stands.recorded_by})` : "";
  return [
    el("strong", {}, stateName(stands.state)),
    stands.reopened && [", because ", said(stands.reopened.join("; ")), `; was: ${stateName(stands.decision)}`],
    " by ",
    el("bdi", {}, stands.by + recorder),
    `, ${stands.at.slice(0, 10)}, entry ${stands.entry}${stands.until ? `, until ${stands.until}` : ""}${approved}: `,
    said(stands.reason),
  ];
}

function openDecision(row, subject, title) {
  const made = decisionsOf(row).get(subject.key);
  const dialog = document.getElementById("decide");
  const options = Object.entries(KINDS).map(([kind, [name, meaning]]) => {
    const barred = kind === "accepted_risk" && subject.designated;
    const input = el("input", {
      type: "radio",
      name: "decision",
      value: kind,
      required: true,
      checked: made?.decision === kind,
      disabled: barred,
    });
    const approved =
      kind === "false_positive" && subject.exact ? "; it holds once a second person has approved it" : "";
    const text = barred ? "nobody may accept a designated party" : meaning + approved;
    return el("label", { class: "choice" }, input, el("span", {}, el("strong", {}, name), ` ${text}`));
  });
  const reason = el("textarea", { id: "reason", rows: 3, required: true, maxlength: 2000 });
  reason.value = made?.reason ?? "";
  const by = el("input", { id: "by", required: true, maxlength: 200, autocomplete: "off" });
  by.value = made?.by ?? decider;
  const until = el("input", { id: "until", type: "date", min: about.today });
  until.value = made?.until ?? "";
  const complaint = el("p", { class: "complaint", role: "alert" });
  const form = el(
    "form",
    { novalidate: true },
    el("h2", { id: "decide-title" }, "Decide"),
    el("p", {}, said(title, 200), " for ", el("bdi", {}, queue.name[row] || queue.id[row])),
    el("fieldset", {}, el("legend", {}, "Decision"), options),
    el("label", { for: "reason" }, "Reason (required)"),
    reason,
    el("label", { for: "by" }, "By (required)"),
    by,
    el("label", { for: "until" }, "Until (optional: then it is to be looked at again)"),
    until,
    complaint,
    el(
      "div",
      { class: "buttons" },
      el("button", { type: "submit", class: "primary" }, "Keep decision"),
      made && el("button", { type: "button", id: "withdraw", on: { click: () => close(null) } }, "Withdraw it"),
      el("button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
    ),
  );
  function close(decision) {
    set(row, subject, decision);
    dialog.close();
    show(row);
    draw();
    const key = CSS.escape(subject.key);
    document.querySelector(`#profile [data-key="${key}"]`)?.focus();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = form.querySelector("input[name=decision]:checked");
    const missing = [
      !chosen && "a decision",
      !reason.value.trim() && "a reason",
      !by.value.trim() && "who decides",
    ].filter(Boolean);
    if (missing.length) {
      complaint.textContent = `Missing: ${missing.join(", ")}.`;
      (chosen ? (reason.value.trim() ? by : reason) : form.querySelector("input[name=decision]")).focus();
      return;
    }
    decider = by.value.trim();
    close({
      profile: givenId(row),
      key: subject.key,
      decision: chosen.value,
      reason: reason.value.trim(),
      by: decider,
      at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      until: until.value || null,
      profile_digest: subject.profile_digest,
      entry_digest: subject.entry_digest ?? null,
    });
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  (form.querySelector("input[name=decision]:checked") ?? form.querySelector("input[name=decision]")).focus();
}

/** The file that `screening decide --from` takes, in the order of the input. */
function exportText() {
  const rows = [...decisions.keys()].sort((a, b) => a - b);
  const all = rows.flatMap((row) => [...decisionsOf(row).values()]);
  return `${JSON.stringify({ format: FORMAT, decisions: all }, null, 1)}\n`;
}

function exportDecisions() {
  const dialog = document.getElementById("exported");
  const text = exportText();
  const count = countDecisions();
  const area = el("textarea", { readonly: true, rows: 10, "aria-label": "The decisions as text" });
  area.value = text;
  const name = `decisions-${about.today}.json`;
  const link = el("a", { download: name, class: "primary button", id: "download" }, `Save ${name}`);
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.addEventListener("click", () => {
    exportedAll = true;
  });
  const where = kept
    ? "This browser keeps them for this page until you forget them."
    : "They are kept in this window only: save them before you close it.";
  dialog.replaceChildren(
    el("h2", { id: "exported-title" }, "Export decisions"),
    count
      ? el(
          "p",
          {},
          `${plural(count, "decision")}. Record them with `,
          el("code", {}, `screening decide --from ${name}`),
          `. ${where}`,
        )
      : el(
          "p",
          {},
          "No decision was made on this page yet. Open a profile, and decide on a finding or a listed party.",
        ),
    count > 0 && area,
    el(
      "div",
      { class: "buttons" },
      count > 0 && link,
      count > 0 && el("button", { type: "button", on: { click: forget } }, "Forget all"),
      el("button", { type: "button", on: { click: () => dialog.close() } }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => URL.revokeObjectURL(link.href), { once: true });
  dialog.showModal();
}

/** Two clicks, since it cannot be taken back. */
function forget(event) {
  if (event.target.dataset.sure !== "yes") {
    event.target.dataset.sure = "yes";
    event.target.textContent = "Forget all, really";
    return;
  }
  decisions.clear();
  keep();
  try {
    localStorage.removeItem(STORE);
  } catch {
    /* nothing was kept */
  }
  exportedAll = true;
  document.getElementById("exported").close();
  if (opened >= 0) show(opened);
  refilter();
}
