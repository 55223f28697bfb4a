"""The command ``policy fit``: a policy from a platform's own outcomes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from screening import inputs
from screening.cli.setting import Choices, look, refuse, say, searched, write
from screening.errors import InputError, RecordError, WatchlistError
from screening.fitting import learning as fitting
from screening.fitting.labelled import read_labelled
from screening.fitting.outcomes import all_seeing, gathered
from screening.policy import Policy
from screening.reports import fitted
from screening.screener import Screener

__all__ = ["fit"]

_MOST_TOLD = 100


def fit(
    file: str, output: str, form: str, choices: Choices, *, label: str, folds: int, false_positives: float
) -> int:
    """Fit a policy to labelled profiles, write it, and show its proof.

    Raises:
        InputError: a record or label cannot be read, or there are too few: no policy is written.
        WatchlistError: a required list is missing or stale.
    """
    if file == inputs.STDIN:
        raise InputError("a file is needed: labels are read from a file, whose digest the policy bears")
    refuse(output, [file, *choices.files])
    base = choices.rules()
    screener = Screener(all_seeing(base), searched(choices.lists))
    if required := [gap.message for gap in screener.gaps(choices.today) if gap.required]:
        raise WatchlistError("; ".join(required))
    errors: list[RecordError] = []
    labelled = read_labelled(file, label=label, kind=choices.kind_by(screener.policy))
    outcomes = list(gathered(labelled, screener, errors=errors, today=choices.today))
    if errors:
        for error in errors[:_MOST_TOLD]:
            say(str(error))
        raise InputError(
            f"{file}: records that cannot be used: {len(errors):,}; no policy is fitted to a part of the "
            "outcomes. Mend them, or label them unknown"
        )
    found = fitting.fit(outcomes, base, folds=folds, budget=false_positives)
    digest = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    text = fitted.as_toml(found, choices.today, digest=digest)
    Policy.from_toml(text)  # what is written can be read again, or is not written
    write([text], output)
    write([fitted.as_json(found)] if form == "json" else fitted.as_text(found, look()))
    return 0
