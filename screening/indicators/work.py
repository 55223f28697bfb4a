"""The work and its terms: bids, ratings and code; visas, labour contracts, construction sites and sports clubs.

Thresholds of counts are editorial where no source gives a number; each constant says so. From the 2020 report:
nationals on short visitor visas who earned an income, building works abroad by Mansudae (Senegal), and athletes
(Austria, Italy) whose pay goes to the state.
"""

from __future__ import annotations

from screening.errors import shown
from screening.evidence import Evidence
from screening.indicator import Context, Indicator, note
from screening.profile import Profile
from screening.signals import ratings, repetition, repositories

__all__ = ["INDICATORS"]

_MANY_BIDS = 200
"""Bids from which a rate says anything. Editorial: well beyond a beginner's first months."""
_FEW_HIRES = 0.01
"""Hires for each bid. Editorial: the source says few and gives no number."""
_LEAST_BIDS = 100
"""Bids below which nothing is said of bids and logins. Editorial: a beginner's first weeks."""
_BIDS_PER_LOGIN = (20, 50)
"""Half and full strength. Editorial: somebody who stays logged in for a day or two can write some twenty bids."""
_APPLICATIONS_PER_DAY = (30, 60)
"""Half and full strength. Sixty a day is what the report of August 2026 says of one cluster; half of it is the
work of a whole day by hand, or of one of the programs that apply for their user."""
_PROPOSALS, _SAME = 5, 0.8
"""Of so many proposals at least this part is nearly the same. Editorial: below, it is a habit of phrase."""
_OLD_STRENGTH = {1: 0.4, 2: 0.7}
"""One repository with an old history is weak by the source's own words, several are what it means."""
_LATE_UPLOADS = 3
"""So many put online late, and half of all, without the age of an account. Editorial: one or two are a move."""


def few_hires(profile: Profile, _context: Context) -> Evidence | None:
    """Very many bids were made, and hardly any was accepted.

    Innocent, and common: a beginner on a crowded platform, a high price, a rare trade.

    >>> from screening.profile import Work
    >>> few_hires(Profile(id="u", work=Work(bids=400, hires=1)), None).summary
    '400 bids, 1 hire'
    """
    work = profile.work
    if work is None or work.bids is None or work.hires is None or work.bids < _MANY_BIDS:
        return None
    if work.hires >= _FEW_HIRES * work.bids:
        return None
    hires = f"{work.hires} hire{'' if work.hires == 1 else 's'}"
    return Evidence(f"{work.bids} bids, {hires}", ("work.bids", "work.hires"))


def bids_per_login(profile: Profile, _context: Context) -> Evidence | None:
    """There are many bids for few logins.

    Reported as a sign of bids that a program makes or that several people prepare. Half strength from 20 bids a
    login, full from 50. Innocent: an app that stays logged in for weeks; logins that were not all counted.

    >>> from screening.profile import Work
    >>> bids_per_login(Profile(id="u", work=Work(bids=600, logins=6)), None).summary
    '600 bids in 6 logins: 100 for each'
    """
    work = profile.work
    if work is None or not work.bids or not work.logins or work.bids < _LEAST_BIDS:
        return None
    each = work.bids / work.logins
    strength = _graded(each, _BIDS_PER_LOGIN)
    if not strength:
        return None
    logins = f"{work.logins} login{'' if work.logins == 1 else 's'}"
    return Evidence(f"{work.bids} bids in {logins}: {each:.0f} for each", ("work.bids", "work.logins"), strength)


def applications_per_day(profile: Profile, _context: Context) -> Evidence | None:
    """Applications are sent by the dozen, day after day.

    Half strength from 30 a day, full from the 60 a day that were reported of one cluster of personas. Innocent:
    somebody without work who lets a program apply.
    """
    daily = profile.work.applications_per_day if profile.work else None
    strength = _graded(daily or 0.0, _APPLICATIONS_PER_DAY)
    return (
        Evidence(f"{daily:g} applications a day", ("work.applications_per_day",), strength) if strength else None
    )


def one_client_ratings(profile: Profile, _context: Context) -> Evidence | None:
    """Most ratings are high ones that a single client gave within a week.

    What one account shows of ratings that were made up; the ring of accounts behind one client is a link.
    Innocent: a client who closes many small jobs on one day.
    """
    given = (profile.work.ratings if profile.work else None) or ()
    eager = ratings.eager_client(given)
    if eager is None or 2 * len(eager[1]) < len(given):
        return None
    client, numbers = eager
    summary = (
        f"{len(numbers)} of {len(given)} ratings, all high, by client {shown(client)} within {ratings.DAYS} days"
    )
    return Evidence(summary, tuple(f"work.ratings[{number}]" for number in numbers))


def commits_before_account(profile: Profile, _context: Context) -> Evidence | None:
    """Repositories hold commits from long before the account that shows them was opened.

    Weak for one repository, as its source says; full strength from three that are half of all. Where no account's
    age is known, three that went online a year after their first commit count half. Innocent: an old hobby put
    online, a move from another host, a fork, an account for the job beside a private one.
    """
    older = repositories.older_than_account(profile)
    strength = _OLD_STRENGTH.get(len(older.found), 1.0 if 2 * len(older.found) >= older.dated else 0.7)
    what = "commits from before the account was opened"
    if not older.found and not older.dated:
        older = repositories.uploaded_late(profile)
        if len(older.found) < _LATE_UPLOADS or 2 * len(older.found) < older.dated:
            return None
        strength, what = 0.5, "commits from a year before they were put online"
    if not older.found:
        return None
    records = (*(f"work.repositories[{n}]" for n in older.found), *(f"handles[{n}]" for n in older.handles))
    return Evidence(f"{len(older.found)} of {older.dated} repositories hold {what}", records, strength)


def cloned_repositories(profile: Profile, _context: Context) -> Evidence | None:
    """Repositories are another's work with the author exchanged.

    Noted after a comparison with the original. Innocent: a course's template, a history rewritten to move a
    project. Compare the commits, not the files.
    """
    shown_as_own = (profile.work.repositories if profile.work else None) or ()
    cloned = [n for n, repository in enumerate(shown_as_own) if repository.cloned is True]
    if not cloned:
        return None
    named = shown_as_own[cloned[0]].url
    which = f": {shown(named)}" if named else ""
    summary = f"noted: {len(cloned)} of {len(shown_as_own)} repositories cloned, the author exchanged{which}"
    return Evidence(summary, tuple(f"work.repositories[{n}]" for n in cloned))


def commits_under_other_names(profile: Profile, context: Context) -> Evidence | None:
    """Repositories that are shown as own work have commits under strangers' names only.

    Full names are compared, by the name engine, with every name of the account; nicknames and names in a script
    that does not meet are nobody's. One repository counts half. Innocent: a former name, an employer's machine,
    pair work, a fork.

    >>> from datetime import date
    >>> from screening.profile import Repository, Work
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> work = Work(repositories=(Repository(authors=("Colin Sample",)),))
    >>> commits_under_other_names(Profile(id="u", name="Marta Wzorowa", work=work), context).summary
    "1 repository with commits by 'Colin Sample' and by none of the account's names"
    """
    found = repositories.under_other_names(profile, context.name_threshold)
    if not found:
        return None
    what = "1 repository" if len(found) == 1 else f"{len(found)} repositories"
    others = " and others" if len({author for _, author in found}) > 1 else ""
    summary = f"{what} with commits by {shown(found[0][1])}{others} and by none of the account's names"
    return Evidence(summary, tuple(f"work.repositories[{n}]" for n, _ in found), 0.5 if len(found) == 1 else 1.0)


def repeated_proposals(profile: Profile, _context: Context) -> Evidence | None:
    """Nearly all proposals are one template.

    Only what one account shows; the same template in several accounts is a link, and means more. Innocent, and
    nearly everybody's habit: a good cover letter that is used again.
    """
    proposals = [
        (number, text.body)
        for number, text in enumerate(profile.texts or ())
        if text.kind == "proposal" and text.body
    ]
    if len(proposals) < _PROPOSALS:
        return None
    largest = next(iter(repetition.groups([body for _, body in proposals])), ())
    if len(largest) < _PROPOSALS or len(largest) < _SAME * len(proposals):
        return None
    records = tuple(f"texts[{proposals[n][0]}]" for n in largest)
    return Evidence(f"{len(largest)} of {len(proposals)} proposals are nearly the same", records)


def _graded(value: float, steps: tuple[float, float]) -> float:
    half, full = steps
    return 1.0 if value >= full else 0.5 if value >= half else 0.0


INDICATORS = (
    # No preset expects what only a platform counts, or what lies with a code host: those that expect this family
    # are for employers and vendors.
    Indicator(
        id="work.few_hires",
        check=few_hires,
        grade="weak",
        needs=("work.bids", "work.hires"),
        sources=("US22: red flags for platforms, many bids and few accepted",),
        flags=("WK-04",),
        why="Named by the guidance; on crowded platforms many honest beginners look the same.",
        expected=False,
    ),
    Indicator(
        id="work.bids_per_login",
        check=bids_per_login,
        grade="moderate",
        needs=("work.bids", "work.logins"),
        sources=("US22: mitigation, bids compared with logins",),
        flags=("WK-05",),
        why="Advised to platforms as a measure of its own; far more bids than a person can write in a session.",
        expected=False,
    ),
    Indicator(
        id="work.applications_per_day",
        check=applications_per_day,
        grade="moderate",
        needs=("work.applications_per_day",),
        sources=("RF26: applications at scale",),
        flags=("WK-06",),
        why="Reported with a number of one cluster; programs that apply for honest people reach it too.",
        expected=False,
    ),
    Indicator(
        id="work.one_client_ratings",
        check=one_client_ratings,
        grade="weak",
        needs=("work.ratings",),
        sources=("US22: red flags for platforms, ratings from one client",),
        flags=("WK-03",),
        why="The flag is a ring of accounts; one account with one eager client is only its shadow.",
        expected=False,
    ),
    Indicator(
        id="work.commits_before_account",
        check=commits_before_account,
        grade="moderate",
        needs=("work.repositories",),
        sources=("SEAL",),
        flags=("WK-11",),
        why="Moderate for several; the source warns of false positives, and one repository carries little.",
        expected=False,
    ),
    Indicator(
        id="work.cloned_repositories",
        check=cloned_repositories,
        grade="strong",
        needs=("work.repositories",),
        sources=("SEAL",),
        flags=("WK-12",),
        why="Another's work under one's own name is deception, once the commits were compared.",
        expected=False,
    ),
    Indicator(
        id="work.commits_under_other_names",
        check=commits_under_other_names,
        grade="moderate",
        needs=("work.repositories", ("name", "legal_name", "native_name", "identity.document_name")),
        sources=("SEAL",),
        flags=("WK-17",),
        kinds=("person",),
        why="Practitioners name it; forks, former names and borrowed machines make it common enough.",
        expected=False,
    ),
    Indicator(
        id="work.repeated_proposals",
        check=repeated_proposals,
        grade="weak",
        needs=("texts.body",),
        sources=("US22: red flags for platforms, the same templates",),
        flags=("WK-01",),
        why="The guidance means templates across accounts; within one, nearly everybody has theirs.",
        expected=False,
    ),
    note(
        "work.wants_no_milestones",
        "moderate",
        "wants pay without milestones or check-ins",
        """Pay is wanted without milestones, and without anybody looking in.

        Innocent: hourly work, small jobs, a client who watched every key stroke.""",
        why="Named by the guidance; plenty of honest contracts have no milestones, few refuse them.",
        sources=("US22: red flags for companies, pay without milestones",),
        flags=("WK-07",),
    ),
    note(
        "work.late_without_word",
        "weak",
        "late, and no answer to questions",
        """Work is late, and questions stay without an answer.

        Innocent: illness, a lost line, too much taken on.""",
        why="Named by the guidance, and the commonest complaint about any contractor.",
        sources=("US22: red flags for companies, tasks not done in time",),
        flags=("WK-08",),
    ),
    note(
        "work.quality_swings",
        "weak",
        "quality or speed swings from week to week",
        """Quality or speed of the work swings from week to week.

        Innocent: a new field, a child that does not sleep, help from a colleague.""",
        why="Seen by practitioners, and by every client of every contractor.",
        sources=("SEAL",),
        flags=("WK-09",),
    ),
    note(
        "work.parallel_jobs",
        "moderate",
        "several full-time jobs at once",
        """Several full-time jobs are held at once, under this name or others.

        Jobs of the stated career that overlap are told by the family claims. Innocent: a breach of contract by
        somebody who needs the money; freelancers, who may have as many clients as they like.""",
        why="Two reports name it, and holding two remote jobs has become a custom of its own.",
        sources=("RF26", "MAND24"),
        flags=("WK-10",),
    ),
    note(
        "work.follower_ring",
        "moderate",
        "followers who follow each other and stand behind the same repositories",
        """The account's followers follow each other and stand behind the same repositories.

        Innocent: a course, a company, a small community. Look whether they ever wrote to each other.""",
        why="Two groups of practitioners use it; small communities are rings as well.",
        sources=("Ketman", "SEAL"),
        flags=("WK-13",),
    ),
    note(
        "work.badge_spam",
        "weak",
        "worthless contributions to earn badges",
        """Worthless contributions were made to many projects, to earn badges.

        Innocent: beginners in a yearly festival of contributions.""",
        why="Seen by practitioners; the same is done every autumn by thousands of students.",
        sources=("SEAL",),
        flags=("WK-16",),
    ),
    note(
        "work.copies_code",
        "moderate",
        "copies the client's code to own accounts",
        """The client's code was copied to own repositories or to a private cloud.

        Innocent: a habit of many developers, as the notice itself says; a backup, a second machine.""",
        why="The notice itself says that it is not uncommon among developers; in it, extortion followed.",
        sources=("PSA25-01",),
        flags=("WK-18",),
    ),
    note(
        "work.unauthorised_charges",
        "strong",
        "charges to the client that nobody agreed to",
        """The client's account was charged, often in many small sums, without anybody's agreement.

        Reported: over 50,000 dollars in thirty payments. Innocent: a subscription on the wrong card, a dispute
        about hours. Ask for the receipts.""",
        why="Theft, reported of one case in detail; mistakes happen once, and not thirty times.",
        sources=("US22: mitigation, unauthorised charges",),
        flags=("WK-19",),
    ),
    note(
        "work.falsified_papers",
        "strong",
        "statements of work, invoices or client letters proved false",
        """Statements of work, invoices or letters of clients proved false.

        Found by asking the named client through a contact found independently. Innocent: a client that closed, a
        clerk who does not remember.""",
        why="The guidance describes such papers; false ones are a deception, whoever made them.",
        sources=("US22: falsified documents",),
        flags=("WK-20",),
    ),
    note(
        "work.subcontracts",
        "moderate",
        "unnamed others do the work or the calls",
        """Unnamed others do the work, or take the calls.

        Innocent: an agency, a partner, help in a busy week. Ask for names before access is given.""",
        why="Named by the guidance; quiet subcontracting is common, and often only a breach of contract.",
        sources=("US22: subcontracting to unnamed developers",),
        flags=("WK-21",),
    ),
    note(
        "work.underbids",
        "weak",
        "takes any offer, far below the market",
        """Any offer is taken, a quarter or more below the market, and nobody haggles.

        Innocent: beginners, people in places where life costs less, a gap to fill.""",
        why="Seen by practitioners; low prices are how honest people from poorer places compete.",
        sources=("SEAL",),
        flags=("WK-23",),
    ),
)
"""The checks of bids, ratings and code; they follow those of :mod:`screening.indicators.labour`."""
