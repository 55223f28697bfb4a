"""Hidden identity: evidence refused or failed, names and documents that disagree.

A check that was never made says nothing. A verified identity subtracts nothing either: identities are stolen
and rented, and a stolen one passes every check here.
"""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.profile import Profile
from screening.statements import disagree

__all__ = ["INDICATORS"]


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

    Reported: one identity under several faces. Innocent: an old document, an avatar that is no portrait.
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

    Spelling, order, initials and the script of a name are no disagreement: the name engine compares them. A
    display name that differs counts half, for many people work under a nickname. Innocent: marriage, a name
    change, a brand.

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
            if worst is not None and worst.strength >= part:
                continue
            if disagree(text, other_text, profile.kind, context.name_threshold):
                worst = Evidence(
                    f"{label} {text!r} and {other_label} {other_text!r} differ", (record, other_record), part
                )
    return worst


def birth_dates_differ(profile: Profile, _context: Context) -> Evidence | None:
    """The stated birth date is not the one on the document.

    Innocent: day and month swapped, a typing slip, a calendar other than the Gregorian.
    """
    stated = profile.birth_date
    document = profile.identity.document_birth_date if profile.identity else None
    if stated and document and not (stated.startswith(document) or document.startswith(stated)):
        summary = f"stated birth date {stated}, document {document}"
        return Evidence(summary, ("birth_date", "identity.document_birth_date"))
    return None


def document_expired(profile: Profile, context: Context) -> Evidence | None:
    """The identity document had expired by the day of the assessment.

    Innocent: papers run out, and renewals take months.
    """
    expires = profile.identity.document_expires if profile.identity else None
    if expires and expires < context.today.isoformat()[: len(expires)]:
        return Evidence(f"the identity document expired on {expires}", ("identity.document_expires",))
    return None


INDICATORS = (
    Indicator(
        id="identity.document_failed",
        check=document_failed,
        grade="strong",
        needs=("identity.document_verified",),
        sources=("US22: forged, altered or poor-quality documents",),
        flags=("ID-13",),
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
    ),
    Indicator(
        id="identity.liveness_failed",
        check=liveness_failed,
        grade="strong",
        needs=("identity.liveness_verified",),
        sources=("PSA25-01: face swapping in interviews", "SEAL"),
        flags=("CM-05",),
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
    ),
    Indicator(
        id="identity.photo_differs",
        check=photo_differs,
        grade="strong",
        needs=("identity.photo_matches",),
        sources=("PSA23: several profiles for one identity with different photos", "SEAL"),
        flags=("ID-09",),
    ),
    Indicator(
        id="identity.photo_missing",
        check=photo_missing,
        grade="weak",
        needs=("identity.photo_present",),
        sources=("SEAL",),
        flags=("ID-10",),
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
    ),
    Indicator(
        id="identity.birth_dates_differ",
        check=birth_dates_differ,
        grade="moderate",
        needs=("birth_date", "identity.document_birth_date"),
        sources=("US22: red flags for companies, inconsistent identity data",),
        flags=("ID-07",),
        kinds=("person",),
    ),
    Indicator(
        id="identity.document_expired",
        check=document_expired,
        grade="weak",
        needs=("identity.document_expires",),
        sources=("US22: mitigation, checking documents",),
        flags=("ID-13",),
    ),
)
"""The family's checks. Grades are editorial; sources name the flag, not its weight."""
