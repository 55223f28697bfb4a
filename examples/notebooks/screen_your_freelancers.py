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
# # Screen your freelancers
#
# From a file of profiles to a short list of people to look at, with the reason for each and everything that
# could not be checked. The profiles are invented; the names that are found in lists are those of listed
# parties.
#
# Two things to keep in mind. **A score is not a probability**: it is points, each with a public source. And
# **nobody is rejected here**: a band says how soon a person should look.

# %%
import datetime as dt
from pathlib import Path

import pandas as pd

from screening import Screener, plots
from screening.errors import InputError
from screening.records import profile_from, read_jsonl

EXAMPLES = next(folder for folder in (Path("examples"), Path("..")) if (folder / "profiles.jsonl").is_file())
TODAY = dt.date(2026, 11, 23)  # leave it out to screen as of now; it is recorded in every result

screener = Screener()  # the published policy and the bundled list; make one and keep it

# %% [markdown]
# ## What is searched
#
# The bundled list knows parties connected with North Korean IT work, and nobody else. For a full sanctions
# screening, read the official lists and give them to the screener.

# %%
screener.watchlists[0]

# %% [markdown]
# ## Score a file
#
# Records that cannot be read do not stop the run, and do not vanish either: they are collected, each with its
# line, its field and its value. A misspelt `nmae` is one of them, because a profile whose name was not read has
# not been screened.

# %%
errors = []
with (EXAMPLES / "profiles.jsonl").open("rb") as lines:
    profiles = list(read_jsonl(lines, name="profiles.jsonl"))
assessments = list(screener.score_many(profiles, errors=errors, today=TODAY))

for error in errors:
    print(error)

# %%
plots.bands(assessments)

# %% [markdown]
# Read the blue bars first. Freelancers in Dandong, Vladivostok, Hanoi and Seoul are *clear*: being somewhere,
# or from somewhere, carries a few points for the order of the list and never changes a band.
#
# Grey is not blue. *Unknown* means that a check which the policy requires could not be made.

# %%
for assessment in assessments:
    if assessment.band == "unknown":
        print(assessment.profile_id, "-", assessment.band_reason)

# %% [markdown]
# ## Look at one
#
# An assessment is its own picture: where the points come from, what was seen and who reported that red flag,
# the two names word by word, and what was not checked.

# %%
by_id = {assessment.profile_id: assessment for assessment in assessments}
by_id["namesake-same-birth-date"]

# %% [markdown]
# Many people share a name with somebody on a list. What makes this one urgent is the second identifier, the
# birth date. The same listed name with *another* birth date on a verified document is shown, and gives no
# points:

# %%
by_id["namesake-other-birth-date"].hits[0]

# %% [markdown]
# ## A table from your own database
#
# `score_frame` takes pandas, polars or pyarrow and gives the same kind back. It never guesses what a column
# means. It says what it does not know and proposes a setting, to be read before it is pasted:

# %%
table = pd.DataFrame(
    {
        "Account": ["F-1", "F-2", "F-3", "F-4"],
        "Full name": ["Marta Wzorowa", "Jong Song Hwa", "Colin Sample", None],
        "Residence": ["PL", "CN", "Korea", "DE"],
        "Birthday": [None, "1970-02-05", None, None],
        "Nationality": ["PL", "CN", "KR", "DE"],
        "Account manager": ["Ola", "Ola", "Piet", "Piet"],
    }
)
try:
    screener.score_frame(table, today=TODAY)
except InputError as error:
    print(error)

# %%
columns = {
    "Account": "id",
    "Residence": "country",
    "Birthday": "birth_date",
    "Nationality": None,
    "Account manager": None,
}
scored = screener.score_frame(table, columns=columns, today=TODAY)
scored[["Account", "Account manager", "band", "score", "coverage", "findings", "missing"]]

# %% [markdown]
# A bare *Korea* is neither of the two: it counts as not known, so that account is *unknown*. One row for each
# finding, to join, to group, or to hand to those who decide:

# %%
findings = screener.score_frame(table, columns=columns, explode=True, today=TODAY)
findings[["Account", "finding", "points", "share", "summary"]]

# %% [markdown]
# ## What was found, and what was not checked

# %%
plots.indicators(assessments, top=12)

# %% [markdown]
# *Clear* reads "nothing found in what was checked", so look at how much that was. Where a bar is short, the
# platform does not collect what the check needs, or did not hand it over. That is the cheapest way to make a
# screening better.

# %%
plots.coverage(assessments)

# %% [markdown]
# ## The logins of one account
#
# Months of logins from one home network, then two countries and rented servers within days. An account that was
# rented out looks like this; so does somebody who moved. The picture is for the question, not for the answer.

# %%
account = profile_from(
    {
        "id": "rented-out",
        "name": "Kofi Nhwesode",
        "country": "GH",
        "logins": [
            *({"at": f"2026-{month:02}-{day:02}T09:30", "country": "GH", "network": "home"}
              for month in (6, 7, 8) for day in (3, 10, 17, 24)),
            *({"at": f"2026-09-{day:02}T02:10", "country": country, "network": network, "remote_tool": "AnyDesk"}
              for day, country, network in ((1, "US", "hosting"), (2, "CN", "vpn"), (4, "US", "hosting"),
                                            (7, "CN", "vpn"), (9, "US", "hosting"), (14, "RU", "vpn"))),
        ],
    }
)  # fmt: skip
plots.logins(account)

# %% [markdown]
# Its score stays below a review: remote tools, rented servers and hidden networks are clues of one family, and
# most of its logins fit what it states. What the picture adds is the *day* on which everything changed. Ask
# what happened then, as you would ask anybody.

# %%
screener.score(account, today=TODAY)
