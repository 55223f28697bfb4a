"""How the account behaves: what a person or a system noted, and what its texts say in plain words.

A noted yes and a phrase on the same topic are one clue: the phrase then rests on the noted record, so that the
stronger of the two counts and the other one is told without points. Without the note it rests on the texts. Each
topic is an indicator of its own, so a policy can switch it off by weight 0.
"""

from __future__ import annotations

import re

from screening.errors import shown
from screening.evidence import Evidence
from screening.indicator import Check, Context, Indicator, note, noted
from screening.profile import Profile
from screening.signals.wording import said_in
from screening.statements import own_names, whose

__all__ = ["INDICATORS"]

_MOST_TEXTS = 20
"""More texts than these say no more, and a finding stays readable."""
_BY_PHRASES = """Read by the reviewed phrases of ``watchlists/phrases.csv``, in four languages alike; the words are
        quoted. Noted as ``{}`` as well, it is one clue and counts once."""
_ORDINARY_ONCE = frozenset({"off_platform", "prepayment"})
"""Asked once by very many honest freelancers: the sources speak of those who insist. One text counts half."""

_SHUT_OUT = re.compile(r"suspend|\bban|block|terminat|expel", re.IGNORECASE)
"""What a platform does; to close an account is what its owner does as well."""


def face_or_voice_altered(profile: Profile, _context: Context) -> Evidence | None:
    """A face or voice was seen to be altered live.

    Reported of video interviews with exchanged faces. A failed liveness check is the same clue, and then counts
    once. Innocent: beauty filters, bad lines, noise suppression. Ask everybody to turn the head and to pass a
    hand before the face.
    """
    if not profile.conduct or profile.conduct.face_or_voice_altered is not True:
        return None
    failed = profile.identity is not None and profile.identity.liveness_verified is False
    record = "identity.liveness_verified" if failed else "conduct.face_or_voice_altered"
    return Evidence("noted: face or voice altered live", (record,))


def chat_only(profile: Profile, _context: Context) -> Evidence | None:
    """Only text chat is accepted; calls are avoided.

    A refused video call is the same clue, and then counts once. Innocent, and common: a foreign language, a
    disability, concentration.

    >>> from screening.profile import Conduct
    >>> chat_only(Profile(id="u", conduct=Conduct(chat_only=True)), None).records
    ('conduct.chat_only',)
    """
    if not profile.conduct or profile.conduct.chat_only is not True:
        return None
    refused = profile.identity is not None and profile.identity.video_refused is True
    record = "identity.video_refused" if refused else "conduct.chat_only"
    return Evidence("noted: answers in text only, avoids calls", (record,))


def continues_elsewhere(profile: Profile, context: Context) -> Evidence | None:
    """After an account was closed, the person asks to go on under another one, above all under another name.

    The platform's own record says the same where it suspended an earlier account of this user, and that one bore
    the name of somebody else. Names in another script, from before, or with a word in common say nothing.
    Innocent: a block by mistake, a relative's account taken for the user's own. Ask the platform before you go on.

    >>> import datetime as dt
    >>> from screening.profile import PreviousAccount
    >>> earlier = PreviousAccount(name="Colin Sample", status="suspended")
    >>> profile = Profile(id="u", name="Marta Wzorowa", previous_accounts=(earlier,))
    >>> continues_elsewhere(profile, Context(today=dt.date(2026, 1, 1), name_threshold=0.8)).summary
    "earlier account 'Colin Sample' was suspended, this one is 'Marta Wzorowa'"
    """
    if profile.conduct and profile.conduct.continues_elsewhere is True:
        summary = "noted: asks to go on under another account after one was closed"
        return Evidence(summary, ("conduct.continues_elsewhere",))
    name = next((text for _, text in own_names(profile)), None)
    for i, earlier in enumerate(profile.previous_accounts or ()):
        if not name or not earlier.name or not _SHUT_OUT.search(earlier.status or ""):
            continue
        if whose(_without_earlier_accounts(profile), earlier.name, context.name_threshold) == "stranger":
            summary = f"earlier account {earlier.name!r} was {earlier.status}, this one is {name!r}"
            return Evidence(summary, (f"previous_accounts[{i}]",))
    return None


def _without_earlier_accounts(profile: Profile) -> Profile:
    """What says whose a name is, but for the earlier accounts, whose names are in question."""
    return Profile(
        id=profile.id,
        kind=profile.kind,
        name=profile.name,
        legal_name=profile.legal_name,
        native_name=profile.native_name,
        aliases=profile.aliases,
        identity=profile.identity,
        companies=profile.companies,
        jobs=profile.jobs,
        related=profile.related,
        changes=profile.changes,
    )


def _says(topic: str, seen: str, noted_at: str) -> Check:
    """The check of one topic of the phrases; ``noted_at`` is the field in which a person notes the same."""
    part, field = noted_at.split(".")

    def check(profile: Profile, _context: Context) -> Evidence | None:
        rows = said_in(profile.texts or ()).get(topic)
        if not rows:
            return None
        number, first = rows[0]
        more = f", and {len(rows) - 1} more" if len(rows) > 1 else ""
        is_noted = getattr(getattr(profile, part), field, None) is True
        records = (noted_at,) if is_noted else tuple(f"texts[{n}]" for n, _ in rows[:_MOST_TEXTS])
        strength = 0.5 if len(rows) == 1 and topic in _ORDINARY_ONCE else 1.0
        return Evidence(f"{seen}: {shown(first.quote)} in texts[{number}]{more}", records, strength)

    return check


def _phrase(
    topic: str, seen: str, about: str, *, noted_at: str, sources: tuple[str, ...], flags: tuple[str, ...], why: str
) -> Indicator:
    """The row of a topic of the phrases. No preset expects texts: nobody is asked to hand over messages."""
    return Indicator(
        id=f"conduct.says_{topic}",
        check=_says(topic, seen, noted_at),
        about=f"{about}\n\n        {_BY_PHRASES.format(noted_at)}",
        grade="weak",
        needs=("texts.body",),
        sources=sources,
        flags=flags,
        why=why,
        expected=False,
    )


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
        why="The core of the scheme in every indictment, and no honest freelancer needs it; a note can still err.",
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
        why="The guidance describes it as a way to hide who works; rented accounts also serve ordinary fraud.",
    ),
    Indicator(
        id="conduct.chat_only",
        check=chat_only,
        grade="weak",
        needs=("conduct.chat_only",),
        sources=("US22: red flags for companies, communication by text only",),
        flags=("CM-07",),
        why="Named by the guidance, and the everyday habit of a large part of all freelancers.",
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
        why="Two sources name it; refusing one meeting is ordinary, refusing all with new reasons is not.",
    ),
    note(
        "conduct.camera_contradicts",
        "moderate",
        "what the camera showed does not fit the stated time or place",
        """What the camera showed does not fit the stated time or place.

        Night outside at the stated noon, another building than the stated home. Never the looks of the person.
        Innocent: travel, a night shift, an office in another quarter.""",
        why="Named by the guidance of 2023; a single glimpse misleads easily.",
        sources=("PSA23: time and place on camera",),
        flags=("CM-02",),
    ),
    note(
        "conduct.answers_fed",
        "moderate",
        "answers were read or fed during an interview or test",
        """Answers in an interview or test were read or fed by somebody or something.

        Innocent: notes, nerves, a second language, the tools that everybody uses by now.""",
        why="Two sources name it, and assisted answers have become common among honest applicants.",
        sources=("PSA23: cheating in tests and interviews", "RF26"),
        flags=("CM-04",),
    ),
    Indicator(
        id="conduct.face_or_voice_altered",
        check=face_or_voice_altered,
        grade="strong",
        needs=("conduct.face_or_voice_altered",),
        sources=("PSA25-01: face swapping in interviews", "SEAL", "MS25"),
        flags=("CM-05",),
        why="Four sources name it and honest applicants have no use for it; the eye alone is no proof.",
        expected=False,
    ),
    note(
        "conduct.stand_in",
        "strong",
        "another person attended the interview or does the work",
        """Another person attended the interview, or does the work, than the one who was hired.

        Innocent: an agency that says so, a colleague who takes over in an illness.""",
        why="Named by the authorities and in the indictments; a plain deception about who works.",
        sources=("PSA25-01", "DOJ24", "JUL26"),
        flags=("CM-06",),
    ),
    note(
        "conduct.moves_off_platform",
        "moderate",
        "moves the talk off the platform where contact was made",
        """The talk is moved off the platform on which contact was made.

        Innocent, and very common: fees, a messenger that both use. Ask to stay where payments are protected.""",
        why="Named by the guidance and the UN's experts; very many honest freelancers do it too, so no more.",
        sources=("US22: red flags for companies, communication away from the platform",),
        flags=("CM-08",),
    ),
    note(
        "conduct.unreachable",
        "weak",
        "not reachable in the agreed hours",
        """Not reachable in the hours that were agreed.

        Innocent: illness, children, a bad line, a second client.""",
        why="Named by the guidance, and among the commonest complaints about anybody.",
        sources=("US22: red flags for companies, hard to reach",),
        flags=("CM-09",),
    ),
    note(
        "conduct.cold_contact",
        "weak",
        "first contact unasked, as the head of a software firm",
        """The first contact came unasked, from somebody who calls himself the head of a software firm.

        Innocent: how most small firms sell.""",
        why="Named by the guidance; ordinary advertising looks the same.",
        sources=("US22: red flags for companies, unasked contact by an executive",),
        flags=("CM-10",),
    ),
    note(
        "conduct.wants_prepayment",
        "moderate",
        "asks again and again for pay in advance, angry when denied",
        """Pay in advance is asked for again and again, with anger when it is denied.

        Innocent: clients who did not pay before. One wish for a deposit is ordinary and not meant here.""",
        why="The guidance of 2023 means the repetition and the anger; a deposit is ordinary.",
        sources=("PSA23: repeated requests for prepayment",),
        flags=("CM-11",),
    ),
    note(
        "conduct.threatens_publication",
        "strong",
        "threatens to publish code or data",
        """Code or data are threatened to be published, unless money is paid.

        A crime in itself, whoever does it. Innocent: a harsh word in a dispute about pay. Keep the text.""",
        why="Named by the notice on extortion of 2025; hardly any honest freelancer threatens so.",
        sources=("PSA25-01", "PSA23"),
        flags=("CM-12",),
    ),
    note(
        "conduct.vague_on_claims",
        "weak",
        "cannot talk about the stated town, school or employer",
        """The person cannot talk about the town, school or employer that they state.

        Innocent: nerves, a second language, years gone by, a life that is nobody's business.""",
        why="Advised by two sources as soft questions; an impression, which depends on who asks.",
        sources=("SEAL", "PSA25-01"),
        flags=("CM-13",),
    ),
    note(
        "conduct.background_hidden",
        "weak",
        "a blurred or exchanged background in every call",
        """The background is blurred or exchanged in every call.

        Innocent, as a rule: the default of many programs, a shared flat, a child in the room.""",
        why="The source itself says that it is not always a flag; a default setting for many.",
        sources=("SEAL",),
        flags=("CM-17",),
    ),
    note(
        "conduct.works_around_the_clock",
        "weak",
        "claims no limits of time and works through the nights for many clients",
        """The person claims to have no limits of time, and works through the nights for many clients.

        Reported of workers who sat fourteen hours a day. Innocent: several jobs, clients in other time zones, a
        sleepless season.""",
        why="One report of a leak; many honest freelancers say the same of themselves.",
        sources=("WIRED25",),
        flags=("CM-16",),
    ),
    note(
        "conduct.other_interviews_heard",
        "weak",
        "other interviews were heard in the same room",
        """Other interviews were heard in the same room.

        Innocent: a call centre, a shared office, a student house in the season of applications.""",
        why="One firm's experience, as the press reported it; shared rooms are common.",
        sources=("CINDER",),
        flags=("CM-18",),
    ),
    Indicator(
        id="conduct.continues_elsewhere",
        check=continues_elsewhere,
        grade="strong",
        needs=(("conduct.continues_elsewhere", "previous_accounts.status"),),
        sources=("US22: red flags for companies, first item",),
        flags=("ID-08",),
        expected=False,
        why="The first red flag of the guidance for companies; few honest people have a second name to offer.",
    ),
    note(
        "conduct.asks_for_identities",
        "strong",
        "asks colleagues for their personal data to get other contracts",
        """Colleagues are asked for their personal data, in order to get other contracts.

        Innocent: a subcontractor's tax form, asked for by whoever pays. Warn those who were asked.""",
        why="Named by the guidance, and there is hardly an honest use for a colleague's identity.",
        sources=("US22: red flags for companies",),
        flags=("ID-24",),
    ),
    note(
        "conduct.switched_identity",
        "strong",
        "name, handle or accounts exchanged during the work",
        """Name, handle or accounts were exchanged while the work went on.

        Innocent: marriage, transition, a new brand, harassment. Ask in private.""",
        why="Seen by practitioners when a persona is given up; a change that the person announces is none.",
        sources=("SEAL",),
        flags=("ID-16",),
    ),
    note(
        "conduct.several_people",
        "moderate",
        "several people use the account",
        """Several people seem to use the account: voice, style or skill change, sessions overlap.

        Innocent: an agency, an assistant, a good and a bad day.""",
        why="Reported of teams behind one persona; agencies under one name are common.",
        sources=("SEAL",),
        flags=("AC-24",),
    ),
    note(
        "conduct.refers_suspects",
        "moderate",
        "recommends further people who proved suspect",
        """Further people were recommended who proved suspect themselves.

        Innocent: nobody answers for what a colleague does. Accounts that share a device or payout are a link.""",
        why="Two sources name it; a referral alone says little, and shared records are counted as links.",
        sources=("US22", "SEAL"),
        flags=("CM-15",),
    ),
    _phrase(
        "off_platform",
        "asks to talk or pay elsewhere",
        """A text asks to talk or to pay off the platform.

        Innocent, and very common: a messenger that both use, the platform's fees.""",
        noted_at="conduct.moves_off_platform",
        sources=("US22: red flags for companies, communication away from the platform",),
        flags=("CM-08",),
        why="The flag is common in honest use, and a phrase without its context is less than a note.",
    ),
    _phrase(
        "prepayment",
        "asks for pay in advance",
        """A text asks for the pay in advance, and for no deposit only.

        Innocent: clients who did not pay before; a trade where it is usual.""",
        noted_at="conduct.wants_prepayment",
        sources=("PSA23: repeated requests for prepayment",),
        flags=("CM-11",),
        why="The source means repeated requests; one text counts half, and several are still only words.",
    ),
    _phrase(
        "publication_threat",
        "threatens to publish code or data",
        """A text threatens to publish code or data.

        Innocent: a quotation, a report on somebody else's threat, a harsh word about an unpaid bill.""",
        noted_at="conduct.threatens_publication",
        sources=("PSA25-01", "PSA23"),
        flags=("CM-12",),
        why="Grave if meant; a phrase cannot tell a threat from a quotation, a person who notes it can.",
    ),
    _phrase(
        "account_offer",
        "offers to rent, buy or share an account",
        """A text offers to rent, buy, sell or share an account.

        Innocent: an agency's account that says so; a warning against such offers.""",
        noted_at="conduct.account_rented",
        sources=("US22: hiding identity",),
        flags=("ID-25",),
        why="The offer is a way into the scheme, and ordinary spam as well; words are not the deed.",
    ),
    _phrase(
        "identity_request",
        "asks for another person's identity data",
        """A text asks for another person's identity data, in order to register or to get work.

        Innocent: papers that an employer or a visa office must see; software that reads documents.""",
        noted_at="conduct.asks_for_identities",
        sources=("US22: red flags for companies",),
        flags=("ID-24",),
        why="Who asks, and for whom, decides what it means, and a phrase does not show it.",
    ),
    _phrase(
        "other_account",
        "asks to go on under another account",
        """A text asks to go on under another account.

        Innocent: a personal and a business account, a block by mistake.""",
        noted_at="conduct.continues_elsewhere",
        sources=("US22: red flags for companies, first item",),
        flags=("ID-08",),
        why="Strong once a person noted it after a closure; the words alone are also said of second profiles.",
    ),
    _phrase(
        "unidentified_pay",
        "asks for pay in digital currency without identification",
        """A text asks for pay in digital currency in order not to be identified.

        Innocent: banks that refuse customers of a country, refugees without papers, a wish for privacy.""",
        noted_at="funds.avoids_identification",
        sources=("US22", "SEAL"),
        flags=("PY-03",),
        why="Many who cannot open an account say the same; the sources mean the aim, which words only suggest.",
    ),
)
"""The family's checks."""
