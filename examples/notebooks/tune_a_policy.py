# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Tune a policy and see who moves
#
# A policy is what your organisation decides: how much an indicator weighs, from how many points a person looks,
# and which checks must have been made. Whoever changes a number should know beforehand *whom* it moves, and
# what it costs the people who did nothing. This notebook shows a way to find out.

# %%
import datetime as dt
from pathlib import Path

import pandas as pd

from screening import Policy, Screener, plots
from screening.errors import PolicyError
from screening.lists import bundled
from screening.profile import Profile
from screening.records import read_jsonl

EXAMPLES = next(folder for folder in (Path("examples"), Path("..")) if (folder / "profiles.jsonl").is_file())
TODAY = dt.date(2026, 11, 23)
LISTS = bundled()

with (EXAMPLES / "profiles.jsonl").open("rb") as lines:
    profiles = [record for record in read_jsonl(lines, name="profiles.jsonl") if isinstance(record, Profile)]


def assess(policy):
    """All profiles under one policy."""
    return list(Screener(policy, LISTS).score_many(profiles, today=TODAY))


# %% [markdown]
# ## Where you start: the published policy

# %%
published = Policy()
published

# %% [markdown]
# ## One change, and who moves
#
# Say you ship laptops to people who work from home. Then a laptop that goes to another country than the person
# says something about *your* laptop, and you want it to weigh 30 points instead of 20.

# %%
heavier = Policy(
    weights={"logistics.ships_abroad": 30},
    approved_by="Compliance, Invented Lanterns",
    effective_from="2026-11-01",
    reason="The laptops that we ship are ours.",
)
published.diff(heavier)

# %%
before, after = assess(published), assess(heavier)
plots.what_if(before, after)

# %% [markdown]
# One profile moves. Read it before you decide: two clues of different families that met by chance, or the
# pattern that you meant?

# %%
moved = [new for old, new in zip(before, after, strict=True) if old.band != new.band]
moved[0]

# %% [markdown]
# ## A threshold, and what it costs
#
# A lower `review_at` finds more and sends more people to a review. The examples say of each profile what should
# become of it (tags `expect:...`) and which ones are ordinary freelancers (`plain`), so both sides can be
# counted. Use your own past decisions here: without them a threshold is a guess.

# %%
tags = {profile.id: profile.tags or () for profile in profiles}


def looked_at(assessments, wanted):
    """How many of the profiles with a wanted tag a person would look at."""
    return sum(
        assessment.band in {"review", "escalate"}
        for assessment in assessments
        if wanted & set(tags[assessment.profile_id])
    )


rows = []
for review_at in (15, 20, 25, 30, 35, 40, 45):
    assessments = assess(Policy(review_at=review_at))
    ordinary = looked_at(assessments, {"plain"})
    rows.append(
        {
            "review_at": review_at,
            "a person looks at": sum(a.band in {"review", "escalate"} for a in assessments),
            "of those who should be": looked_at(assessments, {"expect:review", "expect:escalate"}),
            "of ordinary freelancers": ordinary,
            "of others said to be clear": looked_at(assessments, {"expect:clear"}) - ordinary,
        }
    )
pd.DataFrame(rows).set_index("review_at")

# %% [markdown]
# Lowering it from 40 wins nobody who should be looked at, raising it to 45 loses one. At 25 it first takes an
# ordinary freelancer: the nomad in Lisbon, whose phone, login and payout are each somewhere else, and honestly so.

# %%
nomad = next(a for a in assess(Policy(review_at=25)) if a.profile_id == "plain-lisbon-nomad")
nomad

# %% [markdown]
# ## What must be known
#
# The preset decides what is *required*. An employer has seen a document; a platform at sign-up has not. Under
# the preset `employer`, profiles without an identity check are no longer *clear*. They do not become
# suspicious: they become *unknown*.

# %%
employer = assess(Policy(preset="employer"))
plots.what_if(before, employer, named=8)

# %% [markdown]
# ## What no policy may say
#
# Some settings would make a screening look like one without being one. They are refused when the policy is
# read.

# %%
for unsafe in (
    {"weights": {"watchlist.number": 5}},
    {"caps": {"location": 80}},
    {"name_threshold": 0.99},
    {"weights": {"watchlist.nubmer": 95}},
):
    try:
        Policy(**unsafe)
    except PolicyError as error:
        print(error)

# %% [markdown]
# ## Keep it
#
# Write the policy as TOML, with the reason beside it, and commit it. Its digest is part of every assessment, so
# that anybody can tell later which rules a result was made by.

# %%
chosen = Policy.load(EXAMPLES / "policy.toml")
chosen

# %%
print("digest of the policy:     ", chosen.digest)
print("digest in the assessment: ", assess(chosen)[0].policy_digest)
