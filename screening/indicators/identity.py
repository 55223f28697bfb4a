"""Hidden identity: evidence refused or failed, names and documents that disagree.

A check that was never made says nothing. A verified identity subtracts nothing either: identities are stolen
and rented, and a stolen one passes every check here.
"""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.profile import Profile
from screening.signals import account_age
from screening.statements import disagree, whose

__all__ = ["INDICATORS"]

FIRST_DAYS = 2
"""Days after sign-up in which a first payment is at once. Editorial, as is all below: the source has no number."""
FIRST_BIDS = 30
"""Bids of an account that is :data:`YOUNG` days old at most: ten a day, from the first day."""
YOUNG = 3


def document_failed(profile: Profile, _context: Context) -> Evidence | None:
    """An identity document was checked and found forged, altered or not the person's.

    Reported: accounts opened with forged or edited papers. Innocent: a worn document, a bad scan, a check that
    does not know the country's papers. Ask for another document before concluding anything.
    """
    if profile.identity and profile.identity.document_verified is False:
        return Evidence("the identity document failed its check", ("identity.document_verified",))
    return None


def liveness_failed(profile: Profile, _context: Context) -> Evidence | None:
    """A liveness check was made and failed.

    Reported: faces swapped or generated in real time. Innocent: bad light, a slow line, a disability.
    """
    if profile.identity and profile.identity.liveness_verified is False:
        return Evidence("the liveness check failed", ("identity.liveness_verified",))
    return None


def photo_differs(profile: Profile, _context: Context) -> Evidence | None:
    """The photo was compared with the document or the person, and differs.

    Reported: one identity under several faces. Innocent: an old document, an illness or a transition since it was
    issued, an avatar that is no portrait. Ask for another check, the same for everybody, never by looks.
    """
    if profile.identity and profile.identity.photo_matches is False:
        return Evidence("the photo does not match the document or the person", ("identity.photo_matches",))
    return None


def photo_missing(profile: Profile, _context: Context) -> Evidence | None:
    """The profile has no photo of a person.

    Reported as a small sign among others. Innocent: privacy, religion, custom, a platform that asks for none.
    """
    if profile.identity and profile.identity.photo_present is False:
        return Evidence("the profile has no photo", ("identity.photo_present",))
    return None


def names_differ(profile: Profile, context: Context) -> Evidence | None:
    """Legal name, document name and display name are of different people.

    Spelling, order, initials, short forms and the script of a name are no disagreement. A display name that
    differs counts half, for many people work under a nickname; so does a name that the profile gives among its
    others, or that the record of changes shows from before. Innocent: marriage, a name change, a brand, somebody
    who lives under another name than the papers still say.

    >>> from datetime import date
    >>> from screening.profile import Identity, Profile
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> profile = Profile(id="u", legal_name="Jonas Beispiel", identity=Identity(document_name="Piotr Wzorowy"))
    >>> names_differ(profile, context).summary
    "legal name 'Jonas Beispiel' and document name 'Piotr Wzorowy' differ"
    """
    document = profile.identity.document_name if profile.identity else None
    names = [
        ("display name", "name", profile.name, 0.5),
        ("legal name", "legal_name", profile.legal_name, 1.0),
        ("document name", "identity.document_name", document, 1.0),
    ]
    known = [(label, record, text, strength) for label, record, text, strength in names if text]
    worst: Evidence | None = None
    for i, (label, record, text, strength) in enumerate(known):
        for other_label, other_record, other_text, other_strength in known[i + 1 :]:
            part = min(strength, other_strength)
            if text == other_text or (worst is not None and worst.strength >= part):
                continue
            if disagree(text, other_text, profile.kind, context.name_threshold):
                given = _given_openly(profile, text, context) or _given_openly(profile, other_text, context)
                worst = Evidence(
                    f"{label} {text!r} and {other_label} {other_text!r} differ",
                    (record, other_record),
                    min(part, 0.5) if given else part,
                )
    return worst


def _given_openly(profile: Profile, text: str, context: Context) -> bool:
    others = Profile(
        id=profile.id,
        kind=profile.kind,
        aliases=profile.aliases,
        changes=profile.changes,
        previous_accounts=profile.previous_accounts,
    )
    return whose(others, text, context.name_threshold) in {"own", "former"}


def birth_dates_differ(profile: Profile, _context: Context) -> Evidence | None:
    """The stated birth date is not the one on the document.

    Half strength for day and month swapped, and for the 1 January of the same year, which registers write where no
    day is known. Innocent: a typing slip, a calendar other than the Gregorian.

    >>> from screening.profile import Identity, Profile
    >>> profile = Profile(id="u", birth_date="1990-05-12", identity=Identity(document_birth_date="1990-01-01"))
    >>> birth_dates_differ(profile, None).strength
    0.5
    """
    stated = profile.birth_date
    document = profile.identity.document_birth_date if profile.identity else None
    if not stated or not document or stated.startswith(document) or document.startswith(stated):
        return None
    (year, *rest), (other_year, *other) = stated.split("-"), document.split("-")
    slight = year == other_year and (rest[::-1] == other or other == ["01", "01"])
    summary = f"stated birth date {stated}, document {document}"
    return Evidence(summary, ("birth_date", "identity.document_birth_date"), 0.5 if slight else 1.0)


def document_expired(profile: Profile, context: Context) -> Evidence | None:
    """The identity document had expired by the day of the assessment.

    Innocent: papers run out, and renewals take months.
    """
    expires = profile.identity.document_expires if profile.identity else None
    if expires and expires < context.today.isoformat()[: len(expires)]:
        return Evidence(f"the identity document expired on {expires}", ("identity.document_expires",))
    return None


def owner_denies(profile: Profile, _context: Context) -> Evidence | None:
    """The person whose identity it is says that the account is not theirs.

    Reported: identities stolen, borrowed, rented or bought. Where it is noted besides that the account works under
    another's identity, the two are one clue and count there. Innocent: somebody who regrets a contract, a relative
    who answered the phone, a namesake. The owner is a victim more often than a helper.

    >>> from screening.profile import Identity
    >>> owner_denies(Profile(id="u", identity=Identity(owner_denies=True)), None).records
    ('identity.owner_denies',)
    """
    if not profile.identity or profile.identity.owner_denies is not True:
        return None
    noted_too = profile.conduct is not None and profile.conduct.uses_other_identity is True
    record = "conduct.uses_other_identity" if noted_too else "identity.owner_denies"
    return Evidence("noted: the owner of the identity denies the account", (record,))


def acts_at_once(profile: Profile, context: Context) -> Evidence | None:
    """A new account is paid, or bids by the dozen, in its first days.

    Reported among the things to look at in new accounts. Ten bids a day, or a first payment within two days of
    signing up. Innocent: a client who was brought along, somebody who needs work badly.

    >>> from datetime import date
    >>> from screening.profile import Payment
    >>> context = Context(today=date(2026, 11, 23), name_threshold=0.8)
    >>> profile = Profile(id="u", created="2026-11-01", payments=(Payment(at="2026-11-02"),))
    >>> acts_at_once(profile, context).summary
    'first payment on 2026-11-02, account of 2026-11-01'
    """
    if not profile.created:
        return None
    paid = account_age.first_payment(profile)
    if paid and (days := account_age.days_open(profile.created, paid[0])) is not None and 0 <= days <= FIRST_DAYS:
        summary = f"first payment on {paid[0]}, account of {profile.created[:10]}"
        return Evidence(summary, ("created", f"payments[{paid[1]}]"))
    bids = (profile.work.bids if profile.work else None) or 0
    age = account_age.days_open(profile.created, context.today.isoformat())
    if bids >= FIRST_BIDS and age is not None and 0 <= age <= YOUNG:
        return Evidence(f"{bids} bids by an account of {profile.created[:10]}", ("created", "work.bids"))
    return None


def reawakened(profile: Profile, _context: Context) -> Evidence | None:
    """An account that was dormant for a year came back with new data.

    Reported of old accounts that were bought or taken over. Both ends of the pause are logins, so that old logins
    which were never kept are no pause. Full strength if name, photo, birth date or document changed within 60 days
    of the return, half if only contact data, country or payout did. Innocent: a parent or a soldier who comes
    back, and whose phone, surname and home changed meanwhile; ask what happened, and check the document.

    >>> from screening.profile import Change, Login
    >>> logins = (Login(at="2023-01-05"), Login(at="2026-03-01"))
    >>> changes = (Change(field="legal_name", at="2026-03-02"),)
    >>> reawakened(Profile(id="u", logins=logins, changes=changes), None).summary
    'no login for 1151 days, then legal_name changed'
    """
    back = account_age.returned(profile)
    if back is None:
        return None
    records = (*(f"logins[{i}]" for i in back.logins), *(f"changes[{i}]" for i in back.changes))
    summary = f"no login for {back.days} days, then {', '.join(back.fields)} changed"
    return Evidence(summary, records, 1.0 if back.of_identity else 0.5)


INDICATORS = (
    Indicator(
        id="identity.document_failed",
        check=document_failed,
        grade="strong",
        needs=("identity.document_verified",),
        sources=("US22: forged, altered or poor-quality documents",),
        flags=("ID-13",),
        why="A forged paper is strong where it was shown; one failed check may be a bad scan.",
    ),
    Indicator(
        id="identity.document_refused",
        check=noted("identity.document_refused", "an identity document was asked for and refused"),
        about="""An identity document was asked for and refused.

        The article's workers earn online without revealing who they are. Innocent: mistrust of the asker, a
        stateless person or a refugee without papers. Offer another way to show who they are.""",
        grade="moderate",
        needs=("identity.document_refused",),
        sources=("UPI20: work without revealing identity", "US22: red flags for companies"),
        flags=("ID-13",),
        why="Hiding behind a refusal is reported; refugees and the wary refuse too, and may show otherwise.",
    ),
    Indicator(
        id="identity.liveness_failed",
        check=liveness_failed,
        grade="strong",
        needs=("identity.liveness_verified",),
        sources=("PSA25-01: face swapping in interviews", "SEAL"),
        flags=("CM-05",),
        why="The public notice describes faces exchanged in real time; systems fail some honest faces too.",
    ),
    Indicator(
        id="identity.video_refused",
        check=noted("identity.video_refused", "a video call was asked for and refused"),
        about="""A video call was asked for and refused.

        The first of the red flags of the 2023 guidance. Innocent: bandwidth, disability, custom, care duties.
        Offer another time, another channel, or an alternative check to everybody alike.""",
        grade="moderate",
        needs=("identity.video_refused",),
        sources=("PSA23: unwilling to appear on camera",),
        flags=("CM-01",),
        why="The first red flag of the 2023 guidance; bandwidth, disability and care refuse as well.",
    ),
    Indicator(
        id="identity.photo_differs",
        check=photo_differs,
        grade="strong",
        needs=("identity.photo_matches",),
        sources=("PSA23: several profiles for one identity with different photos", "SEAL"),
        flags=("ID-09",),
        why="One identity under several faces is named by the guidance, and honest photos seldom differ outright.",
    ),
    Indicator(
        id="identity.photo_missing",
        check=photo_missing,
        grade="weak",
        needs=("identity.photo_present",),
        sources=("SEAL",),
        flags=("ID-10",),
        why="Named by one guide, and true of very many honest profiles.",
    ),
    Indicator(
        id="identity.names_differ",
        check=names_differ,
        grade="moderate",
        needs=(
            ("name", "legal_name"),
            ("legal_name", "identity.document_name"),
            ("name", "identity.document_name"),
        ),
        sources=("US22: red flags for companies, name spelling across profiles",),
        flags=("ID-01",),
        why="Named first among the guidance's inconsistencies; marriage and brands explain many a difference.",
    ),
    Indicator(
        id="identity.birth_dates_differ",
        check=birth_dates_differ,
        grade="moderate",
        needs=("birth_date", "identity.document_birth_date"),
        sources=("US22: red flags for companies, inconsistent identity data",),
        flags=("ID-07",),
        why="Two statements of one fact that disagree; swapped days and months are the usual cause.",
        kinds=("person",),
    ),
    Indicator(
        id="identity.document_expired",
        check=document_expired,
        grade="weak",
        needs=("identity.document_expires",),
        sources=("US22: mitigation, checking documents",),
        flags=("ID-13",),
        why="No red flag itself: an expired paper proves less, and renewals take months everywhere.",
    ),
    Indicator(
        id="identity.owner_denies",
        check=owner_denies,
        grade="strong",
        needs=("identity.owner_denies",),
        sources=("US22: hiding identity", "DOJ24", "DOJ25"),
        flags=("ID-14",),
        kinds=("person",),
        why="Stolen identities stand in the indictments, and here the owner speaks; misunderstandings occur.",
        expected=False,
    ),
    Indicator(
        id="identity.known_as_other",
        check=noted("identity.known_as_other", "noted: the name leads to a clearly different real person"),
        about="""The name and the stated history lead to a real person who is clearly somebody else.

        Reported of applicants whose names belonged to others with a presence of their own. Innocent: namesakes, of
        whom every common name has thousands. Note it only where the history is the same too, never by looks.""",
        grade="moderate",
        needs=("identity.known_as_other",),
        sources=("CINDER", "SEAL"),
        flags=("ID-29",),
        kinds=("person",),
        why="Two reports name it; a search on the web confuses namesakes, so it is no more than moderate.",
        expected=False,
    ),
    Indicator(
        id="identity.no_public_trace",
        check=noted("identity.no_public_trace", "noted: no trace of the person outside the profile"),
        about="""Nothing outside the profile shows that the person exists.

        Reported as a small sign: no colleague, no event, no page. Innocent, and common: private people, people who
        were harassed or fled, and all whose life is not on the English-speaking web.""",
        grade="weak",
        needs=("identity.no_public_trace",),
        sources=("SEAL",),
        flags=("ID-26",),
        kinds=("person",),
        why="Absence shows little, and privacy is no fault.",
        expected=False,
    ),
    Indicator(
        id="identity.portrait_altered",
        check=noted("identity.portrait_altered", "noted: the portrait was altered"),
        about="""The portrait was found to be altered: another face set in, or generated.

        Reported of portraits in which only the face differs, or that a model improved. Found by image forensics,
        never by how somebody looks. Innocent: phones and studios retouch every picture, and generated portraits
        are in fashion. Ask for a plain one.""",
        grade="moderate",
        needs=("identity.portrait_altered",),
        sources=("MS25", "RF26"),
        flags=("ID-11",),
        kinds=("person",),
        why="Two vendors report it; honest people retouch too, so it is moderate and never stands alone.",
        expected=False,
    ),
    Indicator(
        id="identity.acts_at_once",
        check=acts_at_once,
        grade="weak",
        needs=("created", ("payments.at", "work.bids")),
        sources=("US22: mitigation, new accounts",),
        flags=("ID-20",),
        kinds=("person",),
        why="Named for a closer look; whoever brings a client along does the same.",
    ),
    Indicator(
        id="identity.reawakened",
        check=reawakened,
        grade="moderate",
        needs=("logins.at", "changes"),
        sources=("SEAL: case studies",),
        flags=("ID-21",),
        kinds=("person",),
        why="Seen in cases of accounts bought or taken over; people return from long pauses with a new life too.",
    ),
)
"""The family's checks. Grades are editorial; sources name the flag, not its weight."""
