"""What the CV claims: employers, schools, references and portfolio, and what of it proved false or cannot be.

What was found out about one job or school is one clue, however many fields it fills: findings here rest on the
whole entry. Which schools somebody went to, and where, says nothing; only that it was hidden does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from screening.evidence import Evidence
from screening.indicator import Check, Context, Indicator
from screening.profile import Job, Profile, Study
from screening.signals import career

__all__ = ["INDICATORS"]

YOUNG_SITE = 180
"""Days since registration up to which a portfolio's domain is new. Editorial: the source gives no number."""
_SLIGHT = 0.2
"""Strength of a site that is gone or new: links rot, and people renew their pages when they look for work."""
_HIDDEN_ALONE = 0.4
"""Strength of schooling that was left out, where no list names the school: people shorten their CVs."""
_CHILD = 10
"""Age below which a job counts in full; from it on, young people do work. Editorial."""


class _Entry(NamedTuple):
    record: str
    name: str
    entry: Job | Study


def _jobs(profile: Profile) -> list[_Entry]:
    return [
        _Entry(f"jobs[{i}]", repr(job.company) if job.company else "an employer", job)
        for i, job in enumerate(profile.jobs or ())
    ]


def _studies(profile: Profile) -> list[_Entry]:
    return [
        _Entry(f"studies[{i}]", repr(study.school) if study.school else "a school", study)
        for i, study in enumerate(profile.studies or ())
    ]


def _found(field: str, seen: str) -> Check:
    """The check of one documented yes at any job or study that has the field; ``seen`` stands before its name."""

    def check(profile: Profile, _context: Context) -> Evidence | None:
        entries = (*_jobs(profile), *_studies(profile))
        found = [one for one in entries if getattr(one.entry, field, None) is True]
        return Evidence(f"{seen} {_listed(found)}", tuple(one.record for one in found)) if found else None

    return check


def _listed(entries: Iterable[_Entry]) -> str:
    return " and ".join(dict.fromkeys(one.name for one in entries))


def _unconfirmed(entries: Iterable[_Entry], who: str) -> Evidence | None:
    """Half strength where another entry of the kind was confirmed."""
    asked = [one for one in entries if one.entry.verified is not None]
    failed = [one for one in asked if one.entry.verified is False]
    if not failed:
        return None
    strength = 1.0 if len(failed) == len(asked) else 0.5
    summary = f"{who} asked and not confirmed: {_listed(failed)}"
    return Evidence(summary, tuple(one.record for one in failed), strength)


def job_unconfirmed(profile: Profile, _context: Context) -> Evidence | None:
    """An employer was asked and did not confirm the job.

    Reported: employment that is inconsistent or cannot be confirmed. Innocent: a firm that closed, was sold or
    does not answer, a job through an agency, a name that changed by marriage. Ask for a contract or a payslip.
    """
    return _unconfirmed(_jobs(profile), "employer")


def study_unconfirmed(profile: Profile, _context: Context) -> Evidence | None:
    """A school was asked and did not confirm the studies.

    Reported: education that is inconsistent or cannot be confirmed. Innocent: records lost in a war or a move,
    rules on private data, a name that changed by marriage, studies without a degree. Ask for the certificate.
    """
    return _unconfirmed(_studies(profile), "school")


def references_unconfirmed(profile: Profile, _context: Context) -> Evidence | None:
    """References could not be reached through contacts that were found independently.

    Reported: references that are made up, and personas who vouch for one another. Full strength where at least two
    were tried and none was reached, half otherwise. Innocent: people change jobs, numbers and surnames.

    >>> from screening.profile import Reference
    >>> profile = Profile(id="u", references=(Reference(name="Carla Sampleton", verified=False),))
    >>> references_unconfirmed(profile, None).strength
    0.5
    """
    tried = [(i, r) for i, r in enumerate(profile.references or ()) if r.verified is not None]
    failed = [f"references[{i}]" for i, r in tried if r.verified is False]
    if not failed:
        return None
    strength = 1.0 if len(failed) == len(tried) > 1 else 0.5
    return Evidence(f"{len(failed)} of {len(tried)} references not confirmed", tuple(failed), strength)


def jobs_overlap(profile: Profile, context: Context) -> Evidence | None:
    """Two jobs that are stated as full-time certainly overlap by a quarter of a year or more.

    Dates are completed in the mildest way, and a missing end is not taken for today. One pair counts half, more
    count fully. Innocent: a slip in a year, a leave, a firm that took over the other, two jobs out of need.

    >>> from datetime import date
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> jobs = (
    ...     Job(company="Example Orchard", full_time=True, start="2021-01", end="2023-06"),
    ...     Job(company="Lantern Works", full_time=True, start="2022-03", end="2024-01"),
    ... )
    >>> jobs_overlap(Profile(id="u", jobs=jobs), context).summary
    "full-time jobs at 'Example Orchard' and 'Lantern Works' overlap by 427 days or more"
    """
    found = career.overlaps(profile, context.name_threshold)
    if not found:
        return None
    jobs = profile.jobs or ()
    one, other = (jobs[i].company for i in found[0].jobs)
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    records = tuple(dict.fromkeys(f"jobs[{i}]" for overlap in found for i in overlap.jobs))
    summary = f"full-time jobs at {one!r} and {other!r} overlap by {found[0].days} days or more{more}"
    return Evidence(summary, records, 1.0 if len(found) > 1 else 0.5)


def career_misfits_age(profile: Profile, _context: Context) -> Evidence | None:
    """By the stated birth date a job began, or a school was left, at an age at which that cannot well be.

    Held against the birth date are the youngest age for work of the ILO's convention, 15, and 10 for leaving a
    school; no age is good or bad in itself. Half strength from ten years on, for young people do work. Innocent: a
    family business, a slip in a year, child labour: whoever worked as a child is no suspect for it.

    >>> profile = Profile(id="u", birth_date="1998", jobs=(Job(company="Example Orchard", start="2005"),))
    >>> career_misfits_age(profile, None).summary
    'birth date 1998 makes the person 7 at jobs[0]'
    """
    born = profile.birth_date
    found = career.too_early(profile, born) if born else []
    if not found:
        return None
    record, age = min(found, key=lambda one: one[1])
    at = f"{max(age, 0)} at {record}" if age >= 0 else f"not yet born at {record}"
    records = ("birth_date", *(record for record, _ in found))
    return Evidence(f"birth date {born} makes the person {at}", records, 1.0 if age < _CHILD else 0.5)


def schooling_concealed(profile: Profile, context: Context) -> Evidence | None:
    """Schooling that another profile of the same person names was left out of this one.

    Reported: training in the DPRK that was hidden. What counts is the hiding, at full strength where a list
    designates the school and at less than half elsewhere; to have studied anywhere is no wrong, and neither the
    school's name nor its country is read for itself. Innocent: studies without a degree, a CV cut to one page,
    fear of the prejudice that the school would meet with; people who fled have reasons to be silent.
    """
    hidden = [(i, study) for i, study in enumerate(profile.studies or ()) if study.concealed is True]
    if not hidden:
        return None
    listed = {r for hit in context.hits if hit.designated and hit.certain for r in hit.records}
    named = [(i, study) for i, study in hidden if f"studies[{i}].school" in listed]
    seen = "schooling was left out that another profile names"
    if named:
        seen += f"; the lists designate {named[0][1].school!r}"
    return Evidence(seen, tuple(f"studies[{i}]" for i, _ in named or hidden), 1.0 if named else _HIDDEN_ALONE)


def site_bare(profile: Profile, _context: Context) -> Evidence | None:
    """The portfolio site is very simple: a template with little of the person's own.

    Reported as a small sign among others. Innocent, and common: design is not everybody's trade.
    """
    found = tuple(f"sites[{i}]" for i, site in enumerate(profile.sites or ()) if site.bare is True)
    return Evidence("the portfolio site is bare", found) if found else None


def site_doubtful(profile: Profile, context: Context) -> Evidence | None:
    """A portfolio or reference site is copied from another, gone, or brand new.

    Reported of portfolios and of references' sites. A copy counts fully, a site that does not answer or whose
    domain is less than half a year old a fifth. Innocent: links rot; a first site is new; a theme looks like every
    other site that uses it. Look at who published the text first.

    >>> from datetime import date
    >>> from screening.profile import Site
    >>> context = Context(today=date(2026, 11, 23), name_threshold=0.8)
    >>> site_doubtful(Profile(id="u", sites=(Site(created="2026-09-01"),)), context).summary
    'the site is new: registered 2026-09-01'
    """
    sites = list(enumerate(profile.sites or ()))
    copied = tuple(f"sites[{i}]" for i, site in sites if site.copied is True)
    if copied:
        return Evidence("the site is copied from another", copied)
    gone = tuple(f"sites[{i}]" for i, site in sites if site.reachable is False)
    if gone:
        return Evidence("the site cannot be reached", gone, _SLIGHT)
    new = [
        (i, site.created)
        for i, site in sites
        if site.created and 0 <= (context.today - career.earliest(site.created)).days < YOUNG_SITE
    ]
    if new:
        summary = f"the site is new: registered {new[0][1]}"
        return Evidence(summary, tuple(f"sites[{i}]" for i, _ in new), _SLIGHT)
    return None


INDICATORS = (
    Indicator(
        id="claims.employer_fictitious",
        check=_found("fictitious", "noted: no such firm:"),
        about="""A stated employer was found not to exist.

        Reported: firms invented for the CV, with a bought website. Innocent: a small firm that was never
        registered, closed or renamed, or stands under another name. Show the register that was searched.""",
        grade="strong",
        needs=("jobs.fictitious",),
        sources=("DOJ24",),
        flags=("ED-04",),
        why="An indictment describes it, and a person has looked; honest employers fade, but they leave a trace.",
        expected=False,
    ),
    Indicator(
        id="claims.contact_false",
        check=_found("contact_false", "noted: the contact given is not that of"),
        about="""The contact that was given for an employer or school is not theirs.

        Reported: numbers and addresses that lead to helpers. Found by calling through a contact found elsewhere.
        Innocent: an old number, a colleague's private mail, a wrong branch.""",
        grade="strong",
        needs=(("jobs.contact_false", "studies.contact_false"),),
        sources=("US22: mitigation, verifying employers and schools through independent contacts",),
        flags=("ED-02",),
        why="The guidance asks for exactly this call, and a false contact is seldom a slip; a person notes it.",
        expected=False,
    ),
    Indicator(
        id="claims.office_absent",
        check=_found("office_absent", "noted: never had an office at the stated place:"),
        about="""A stated employer never had an office at the stated place.

        Reported of applicants who named offices that were not there. Innocent: a shared office, a client's site,
        a home office named by its city, a branch that closed.""",
        grade="moderate",
        needs=("jobs.office_absent",),
        sources=("CINDER",),
        flags=("ED-07",),
        why="One firm's report; remote work and closed branches give honest people the same picture.",
        expected=False,
    ),
    Indicator(
        id="claims.job_unconfirmed",
        check=job_unconfirmed,
        grade="moderate",
        needs=("jobs.verified",),
        sources=("US22: red flags for companies, work history", "SEAL"),
        flags=("ID-06",),
        why="The field does not tell a denial from silence, and firms that do not answer are common.",
        expected=False,
    ),
    Indicator(
        id="claims.study_unconfirmed",
        check=study_unconfirmed,
        grade="moderate",
        needs=("studies.verified",),
        sources=("US22: red flags for companies, education history", "PSA25-01"),
        flags=("ID-05",),
        why="The field does not tell a denial from silence, and not every school may answer.",
        expected=False,
    ),
    Indicator(
        id="claims.references_unconfirmed",
        check=references_unconfirmed,
        grade="moderate",
        needs=("references.verified",),
        sources=("GTIG25",),
        flags=("ED-03",),
        why="Invented references would be strong, but one who was not reached is not shown to be invented.",
        expected=False,
    ),
    Indicator(
        id="claims.jobs_overlap",
        check=jobs_overlap,
        grade="moderate",
        needs=("jobs.full_time", "jobs.start", "jobs.end"),
        sources=("US22: red flags for companies, work history", "SEAL"),
        flags=("ID-06",),
        why="A contradiction inside the person's own CV; slips in a year are common, hence half for one pair.",
    ),
    Indicator(
        id="claims.career_misfits_age",
        check=career_misfits_age,
        grade="weak",
        needs=("birth_date", ("jobs.start", "studies.end")),
        sources=("US22: red flags for companies, biography that does not fit",),
        flags=("ID-07",),
        kinds=("person",),
        why="The guidance names a biography that does not fit; a wrong year explains nearly every case.",
    ),
    Indicator(
        id="claims.schooling_concealed",
        check=schooling_concealed,
        grade="strong",
        needs=("studies.concealed",),
        sources=("US22: training of DPRK IT workers", "OFAC"),
        flags=("ED-06",),
        kinds=("person",),
        why="Concealment, found by comparing profiles; where no list names the school it gives less than half.",
        expected=False,
    ),
    Indicator(
        id="claims.site_bare",
        check=site_bare,
        grade="weak",
        needs=("sites.bare",),
        sources=("US22: red flags for companies, very simple portfolio",),
        flags=("ID-18",),
        kinds=("person",),
        why="Named in the guidance, and true of most first portfolios.",
        expected=False,
    ),
    Indicator(
        id="claims.site_doubtful",
        check=site_doubtful,
        grade="strong",
        needs=(("sites.copied", "sites.reachable", "sites.created"),),
        sources=("US22: mitigation, checking portfolio and reference sites", "S1-24"),
        flags=("ID-19",),
        kinds=("person",),
        why="Copied sites stood behind proven fronts; sites that are gone or new are common and count a fifth.",
        expected=False,
    ),
)
"""The family's checks. Grades are editorial; sources name the flag, not its weight."""
