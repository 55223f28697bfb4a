"""What a person or a system noted of the account's behaviour: one documented yes or no each."""

from __future__ import annotations

from screening.indicator import Indicator, noted

__all__ = ["INDICATORS"]

INDICATORS = (
    Indicator(
        id="conduct.uses_other_identity",
        check=noted("conduct.uses_other_identity", "noted: works under another person's identity"),
        about="""The account was found to work under another, real person's identity.

        Reported: identities stolen, borrowed, rented or bought. Innocent: an agency account that says so. The
        owner of the identity is a victim more often than a helper.""",
        grade="strong",
        needs=("conduct.uses_other_identity",),
        sources=("US22: hiding identity", "DOJ24"),
        flags=("ID-14",),
    ),
    Indicator(
        id="conduct.account_rented",
        check=noted("conduct.account_rented", "noted: account bought, rented or offered for a share"),
        about="""The account was bought, rented, or offered to others for a share of the pay.

        Reported: workers ask account owners for access and pay them a part. Innocent: a team that shares an
        account against the platform's rules.""",
        grade="strong",
        needs=("conduct.account_rented",),
        sources=("US22: hiding identity",),
        flags=("ID-25",),
    ),
    Indicator(
        id="conduct.chat_only",
        check=noted("conduct.chat_only", "noted: answers in text only, avoids calls"),
        about="""Only text chat is accepted; calls are avoided.

        Innocent, and common: a foreign language, a disability, concentration.""",
        grade="weak",
        needs=("conduct.chat_only",),
        sources=("US22: red flags for companies, communication by text only",),
        flags=("CM-07",),
    ),
    Indicator(
        id="conduct.avoids_meeting",
        check=noted("conduct.avoids_meeting", "noted: avoids every meeting in person, with changing reasons"),
        about="""Every meeting in person is avoided, with changing reasons.

        Innocent: distance, care duties, disability, cost.""",
        grade="moderate",
        needs=("conduct.avoids_meeting",),
        sources=("PSA23: unable to meet in person", "SEAL"),
        flags=("CM-03", "CM-14"),
    ),
)
"""The family's checks."""
