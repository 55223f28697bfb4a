"""Contact data that contradict the stated place, change all the time, or imitate an employer's."""

from __future__ import annotations

import re
from itertools import pairwise

from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.names import clean
from screening.places import country_name, shares_plan
from screening.profile import Profile
from screening.signals import emails
from screening.signals.career import earliest
from screening.signals.replacements import fullest
from screening.statements import own_names, stated_countries, states

__all__ = ["INDICATORS"]

_UNREACHED = {"premium": "premium-rate", "pager": "pager"}
"""Kinds of numbers at which no person answers a client; internet telephony is not among them."""

_FIELD = re.compile(r"(phone|e-?mail)s?\b", re.IGNORECASE)

_THEME = re.compile(
    r"minions?\d*|despicableme|despicable[._-]me|felonious[._-]?gru|gru[._-]?(?:dev|coder|code)[a-z]*"
)
"""Names of one family of animated films, and "Gru" only with a developer's word: alone it is also an airport."""
_PARTS = re.compile(r"[^a-z]+")
_SHORTEST_NAME = 4


def phone_contradicts_country(profile: Profile, context: Context) -> Evidence | None:
    """No phone was issued in a country in which the profile says to be.

    Innocent, and common: people keep their number when they move, and some numbers belong to no country.

    >>> from datetime import date
    >>> from screening.places import phone
    >>> profile = Profile(id="u", country="GB", phones=("+48 512 345 678",))
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8, phones=(phone("+48 512 345 678"),))
    >>> phone_contradicts_country(profile, context).summary
    'phone issued in Poland, profile states United Kingdom'
    """
    countries = stated_countries(profile)
    issued = [(f"phones[{i}]", p.country) for i, p in enumerate(context.phones) if p is not None and p.country]
    fits = any(
        states(countries, country) or any(shares_plan(country, stated) for stated in countries)
        for _, country in issued
    )
    if not countries or not issued or fits:
        return None
    record, country = issued[0]
    stated = " and ".join(map(country_name, countries))
    return Evidence(
        f"phone issued in {country_name(country)}, profile states {stated}", (record, *countries.values())
    )


def phone_reaches_nobody(_profile: Profile, context: Context) -> Evidence | None:
    """Every phone is a premium-rate number or a pager.

    Reported: contact data that prove wrong. Such numbers are assigned, and nobody can be called there as a person.
    Internet telephony says nothing here: it is how many honest people telephone. Innocent: a business hotline, a
    number typed into the wrong field, a range that its country has since put to another use.
    """
    kinds = [(i, p.kind) for i, p in enumerate(context.phones) if p is not None]
    odd = [(i, kind) for i, kind in kinds if kind in _UNREACHED]
    if not odd or len(odd) < len(kinds):
        return None
    named = " and ".join(dict.fromkeys(_UNREACHED[kind] for _, kind in odd))
    return Evidence(f"only {named} numbers as phones", tuple(f"phones[{i}]" for i, _ in odd))


def contact_data_change(profile: Profile, _context: Context) -> Evidence | None:
    """Phones or mail addresses were replaced again and again within a quarter.

    Counted are replacements only (an old value and another new one), and those of one day once: a slip that is
    put right at once, or a first entry, is none. Three in 90 days begin to speak, five speak fully. Innocent: a
    move abroad, a stolen phone, a provider that closed, a company that renamed its mail.

    >>> from datetime import date
    >>> from screening.profile import Change
    >>> days = ("2026-05-01", "2026-05-20", "2026-06-30")
    >>> changes = tuple(Change(field="phones", old="a", new=day, at=day) for day in days)
    >>> contact_data_change(Profile(id="u", changes=changes), None).summary
    'contact data replaced 3 times within 60 days'
    """
    replaced: dict[tuple[str, str], str] = {}
    for i, change in enumerate(profile.changes or ()):
        kind = _FIELD.match(change.field or "")
        if kind and change.at and len(change.at) >= len("2026-01-01") and change.old and change.new != change.old:
            replaced.setdefault((change.at[:10], kind[1].lower()), f"changes[{i}]")
    dated = sorted((earliest(day), record) for (day, _), record in replaced.items())
    found = fullest(dated, lambda one: one[0])
    if found is None:
        return None
    events, days, strength = found
    summary = f"contact data replaced {len(events)} times within {days} days"
    return Evidence(summary, tuple(record for _, record in events), strength)


def throwaway_mail(profile: Profile, _context: Context) -> Evidence | None:
    """Every mail address is at a service whose boxes vanish after minutes or days.

    Reported: contact data that prove wrong or change. Such an address is wrong by the time somebody writes to it.
    Providers of private mail and of forwarding addresses are ordinary and say nothing. Innocent: privacy, a first
    look at a platform, a test account.

    >>> throwaway_mail(Profile(id="u", emails=("m.wzorowa@yopmail.com",)), None).summary
    'mail addresses at services for throwaway mail only: yopmail.com'
    """
    domains = [(i, domain) for i, text in enumerate(profile.emails or ()) if (domain := emails.mail_domain(text))]
    thrown = [(i, domain) for i, domain in domains if emails.provider(domain) == "disposable"]
    if not thrown or len(thrown) < len(domains):
        return None
    named = ", ".join(dict.fromkeys(domain for _, domain in thrown))
    records = tuple(f"emails[{i}]" for i, _ in thrown)
    return Evidence(f"mail addresses at services for throwaway mail only: {named}", records)


def lookalike_mail(profile: Profile, _context: Context) -> Evidence | None:
    """A mail address imitates the domain of an employer that the profile names.

    Reported: workers give small or mid-size firms as employers and write from a domain that resembles theirs.
    Held against each other are the domains of the account's and its references' addresses, and the sites of the
    stated employers; a company's own addresses are held against its own sites too. The same name under another
    ending, a domain that the profile names as an employer's site, and a domain that bears the person's own name
    are no imitation. Innocent: a sister company, a rebranding, a slip of the keyboard in either domain.

    >>> from screening.profile import Job
    >>> jobs = (Job(company="Examplesoft", website="https://examplesoft.example"),)
    >>> lookalike_mail(Profile(id="u", jobs=jobs, emails=("m@exarnplesoft.example",)), None).summary
    'mail domain exarnplesoft.example reads like examplesoft.example'
    """
    sites = [
        (f"jobs[{i}].website", domain)
        for i, job in enumerate(profile.jobs or ())
        if job.website and (domain := emails.site_domain(job.website))
    ]
    if profile.kind == "organization":
        sites += [
            (f"websites[{i}]", d) for i, url in enumerate(profile.websites or ()) if (d := emails.site_domain(url))
        ]
    if not sites:
        return None
    addresses = [(f"emails[{i}]", text) for i, text in enumerate(profile.emails or ())]
    addresses += [(f"references[{i}].email", r.email) for i, r in enumerate(profile.references or ()) if r.email]
    own = {emails.site(domain) for _, domain in sites}
    best: Evidence | None = None
    for record, text in addresses:
        domain = emails.mail_domain(text)
        if not domain or emails.site(domain) in own or emails.provider(domain):
            continue
        for site_record, real in sites:
            found = emails.imitates(domain, real)
            if found and (best is None or found.strength > best.strength) and not _bears_name(profile, domain):
                summary = f"mail domain {domain} {found.how} {real}"
                best = Evidence(summary, (record, site_record), found.strength)
    return best


def _bears_name(profile: Profile, domain: str) -> bool:
    """Whether a word of the person's own name stands in the domain: people register their names."""
    label = emails.label(domain)
    words = {word for _, text in own_names(profile) for word in clean(text).split() if len(word) >= _SHORTEST_NAME}
    return profile.kind == "person" and any(word in label for word in words)


def reported_theme(profile: Profile, _context: Context) -> Evidence | None:
    """A mail address or handle carries the film names that investigators report of workers' accounts.

    Reported in the press of 2025 by several investigators: characters of one family of animated films recur in
    addresses and user names. It is a curiosity, at half strength, and says nothing alone. Innocent: everybody who
    likes the films, and their children.

    >>> reported_theme(Profile(id="u", emails=("gru.dev77@gmail.com",)), None).summary
    "address or handle 'gru.dev77' has a theme reported of workers' accounts"
    >>> reported_theme(Profile(id="u", emails=("h.gruber@gmail.com", "gru@gmail.com")), None) is None
    True
    """
    named = [(f"emails[{i}]", emails.local_part(text)) for i, text in enumerate(profile.emails or ())]
    named += [(f"handles[{i}]", h.name.casefold()) for i, h in enumerate(profile.handles or ()) if h.name]
    found = [(record, name) for record, name in named if _themed(name)]
    if not found:
        return None
    summary = f"address or handle {found[0][1]!r} has a theme reported of workers' accounts"
    return Evidence(summary, tuple(record for record, _ in found), 0.5)


def _themed(name: str) -> bool:
    words = [word for word in _PARTS.split(name) if word]
    return any(map(_THEME.fullmatch, words)) or any(
        _THEME.fullmatch(f"{one}.{two}") for one, two in pairwise(words)
    )


INDICATORS = (
    Indicator(
        id="contact.phone_contradicts_country",
        check=phone_contradicts_country,
        grade="weak",
        needs=("phones", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for companies, inconsistent contact data",),
        flags=("ID-03", "ID-04"),
        why="The guidance names contact data that do not agree; whoever moved and kept a number has one of those.",
    ),
    Indicator(
        id="contact.phone_reaches_nobody",
        check=phone_reaches_nobody,
        grade="weak",
        needs=("phones",),
        sources=("US22: red flags for companies, wrong contact data",),
        flags=("ID-04",),
        why="Rare among people, but read from published number plans alone, which age; nobody was called.",
    ),
    Indicator(
        id="contact.data_change",
        check=contact_data_change,
        grade="moderate",
        needs=("changes",),
        sources=("US22: red flags for companies, contact data that change",),
        flags=("ID-04",),
        why="Named in the guidance in so many words; honest people replace a number or an address, seldom three.",
    ),
    Indicator(
        id="contact.throwaway_mail",
        check=throwaway_mail,
        grade="weak",
        needs=("emails",),
        sources=("US22: red flags for companies, wrong or changing contact data",),
        flags=("ID-04",),
        why="The sources speak of contact data that do not hold, not of such mail; many use it for privacy.",
    ),
    Indicator(
        id="contact.lookalike_mail",
        check=lookalike_mail,
        grade="strong",
        needs=(("emails", "references.email"), ("jobs.website", "websites")),
        sources=("US22: hiding identity, employers' names with look-alike mail domains",),
        flags=("ID-17",),
        why="The guidance describes it as a way to hide, and honest people have no cause for it; the strength "
        "falls where a firm may itself own the second domain.",
    ),
    Indicator(
        id="contact.reported_theme",
        check=reported_theme,
        grade="weak",
        needs=(("emails", "handles"),),
        sources=("DTEX25: accounts of the workers",),
        flags=("ID-27",),
        why="A verified curiosity, of use beside other things only: the films have millions of friends.",
    ),
)
"""The family's checks. Grades are editorial; sources name the flag, not its weight."""
