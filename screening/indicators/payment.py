"""Where the money goes: another person's account, another country, digital currency, ever another bank."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.names import clean
from screening.places import country_name
from screening.profile import Profile
from screening.signals.payouts import digital, pays_itself, replaced, reported_service
from screening.signals.replacements import fullest
from screening.statements import stated_countries, states, whose

__all__ = ["INDICATORS"]

_PAYMENT_SERVICES = ("payoneer", "wise", "paypal", "revolut", "skrill")
"""Services whose accounts stand in another country than their holder as a matter of course."""
_FULL_NAME = 2
_IN_COMMON = {"former": ", a name from before", "partly": ", a name in common"}
"""Payees that count half: relatives, a firm of one's own, a name before marriage or in another language."""


def holder_differs(profile: Profile, context: Context) -> Evidence | None:
    """A payout account is held in another name than the account's own.

    Full strength only where the profile gives a full name: a nickname differs from every account holder. Half too
    where the holder shares a word of the person's names, as relatives do, or bears one from before. The account's
    own companies, present employers, owners and directors are no strangers, and a joint account is the person's
    own. A name in another script that does not meet is shown without points: there is more than one way to read
    it. A relative's account that a relative's profile is paid into as well is one clue, and counts as that link.
    Innocent: a spouse's account, a maiden name, an agent; ask for the relation.

    >>> from datetime import date
    >>> from screening.profile import Payout
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> profile = Profile(id="u", name="Marta Wzorowa", payouts=(Payout(holder="Colin Sample"),))
    >>> holder_differs(profile, context).summary
    "payout goes to 'Colin Sample', the account is 'Marta Wzorowa'"
    """
    identity = profile.identity
    full = profile.legal_name or (identity.document_name if identity else None)
    name = full or profile.name or profile.native_name
    if not name:
        return None
    others: dict[str, list[tuple[str, str]]] = {}
    for i, payout in enumerate(profile.payouts or ()):
        if payout.holder:
            who = whose(profile, payout.holder, context.name_threshold)
            others.setdefault(who, []).append((f"payouts[{i}]", payout.holder))
    for who in ("stranger", "former", "partly"):
        if found := others.get(who):
            named = full or len(clean(name).split()) >= _FULL_NAME
            strength = 1.0 if who == "stranger" and named else 0.5
            summary = f"payout goes to {found[0][1]!r}, the account is {name!r}{_IN_COMMON.get(who, '')}"
            shared = _shared_payouts(profile) if who == "partly" else ()
            return Evidence(summary, shared or tuple(record for record, _ in found), strength)
    if found := others.get("unclear"):
        summary = f"payout goes to {found[0][1]!r}, in another script than {name!r}: not compared"
        return Evidence(summary, tuple(record for record, _ in found), 0.0)
    return None


def _shared_payouts(profile: Profile) -> tuple[str, ...]:
    links = enumerate(profile.links or ())
    return tuple(f"links[{i}]" for i, link in links if link.kind == "payout" and link.hub is not True)


def payout_contradicts_country(profile: Profile, context: Context) -> Evidence | None:
    """Payouts go to countries in which the profile does not say to be.

    Half strength for payment services, whose accounts stand abroad as a matter of course, where other payouts fit,
    and where the phone is of that country too, as it is with people who moved. Innocent: a bank at home kept after
    moving, banks that refuse foreigners.

    >>> from screening.profile import Payout
    >>> payout_contradicts_country(Profile(id="u", country="CN", payouts=(Payout(country="CN"),)), None) is None
    True
    """
    countries = stated_countries(profile)
    placed = [(i, payout) for i, payout in enumerate(profile.payouts or ()) if payout.country]
    other = [(i, payout) for i, payout in placed if not states(countries, payout.country or "")]
    if not countries or not other:
        return None
    banks = [
        p for _, p in other if not any(service in (p.method or "").casefold() for service in _PAYMENT_SERVICES)
    ]
    moved = {phone.country for phone in context.phones if phone} & {payout.country for _, payout in other}
    strength = 1.0 if banks and len(other) == len(placed) and not moved else 0.5
    goes = " and ".join(dict.fromkeys(country_name(payout.country or "") for _, payout in other))
    stated = " and ".join(map(country_name, countries))
    records = (*(f"payouts[{i}]" for i, _ in other), *countries.values())
    return Evidence(f"payout to {goes}, profile states {stated}", records, strength)


def methods_change(profile: Profile, _context: Context) -> Evidence | None:
    """Bank or payment service were replaced again and again within a quarter.

    Counted are replacements: a payout account that ended and was followed by another, or a recorded change of
    payout data, those of a few days once. Three in 90 days begin to speak, five speak fully. Innocent: banks that
    close accounts of customers from some countries, a service that failed, a move, an account that was robbed.

    >>> from screening.profile import Change
    >>> days = ("2026-05-01", "2026-05-20", "2026-06-30")
    >>> changes = tuple(Change(field="payouts", old="a", new=day, at=day) for day in days)
    >>> methods_change(Profile(id="u", changes=changes), None).summary
    'payout account replaced 3 times within 60 days'
    """
    found = fullest(replaced(profile), lambda one: one.day)
    if found is None:
        return None
    events, days, strength = found
    summary = f"payout account replaced {len(events)} times within {days} days"
    return Evidence(summary, tuple(record for event in events for record in event.records), strength)


def digital_currency_only(profile: Profile, _context: Context) -> Evidence | None:
    """All payouts go to digital currency.

    Innocent, and common: people whom banks refuse or rob by their rates, countries under capital controls, those
    who simply prefer it. It says nothing of why; that is another check's.

    >>> from screening.profile import Payout
    >>> digital_currency_only(Profile(id="u", payouts=(Payout(method="USDT (TRC-20)"),)), None).summary
    'all payouts go to digital currency'
    """
    payouts = profile.payouts or ()
    if not payouts or not all(map(digital, payouts)):
        return None
    return Evidence("all payouts go to digital currency", tuple(f"payouts[{i}]" for i in range(len(payouts))))


def avoids_identification(profile: Profile, _context: Context) -> Evidence | None:
    """Asked for digital currency in order to pass by identity checks.

    Noted by somebody who read the request. Being paid in digital currency is not the point, the reason is.
    Innocent: somebody without accepted papers, a wish for privacy, a request that was misread.
    """
    if profile.funds is None or profile.funds.avoids_identification is not True:
        return None
    records = [f"payouts[{i}]" for i, payout in enumerate(profile.payouts or ()) if digital(payout)]
    summary = "noted: wants digital currency in order not to be identified"
    return Evidence(summary, ("funds.avoids_identification", *records))


def service_reported(profile: Profile, _context: Context) -> Evidence | None:
    """Payouts go through a payment service that reports name.

    Payment services linked with China count where the profile states other places only; for somebody in China
    they are what everybody uses. Payoneer, named in a report of 2024, counts half. Innocent, nearly always: these
    are the ordinary ways to be paid across borders.

    >>> from screening.profile import Payout
    >>> service_reported(Profile(id="u", country="PL", payouts=(Payout(method="Payoneer"),)), None).strength
    0.5
    >>> service_reported(Profile(id="u", country="CN", payouts=(Payout(method="Alipay"),)), None) is None
    True
    """
    if not profile.payouts:
        return None
    stated = stated_countries(profile)
    found = [
        (f"payouts[{i}]", payout.method, strength)
        for i, payout in enumerate(profile.payouts)
        if payout.method and (strength := reported_service(payout.method, stated))
    ]
    if not found:
        return None
    named = ", ".join(dict.fromkeys(repr(method) for _, method, _ in found))
    strongest = max(strength for _, _, strength in found)
    return Evidence(f"payout through {named}", tuple(record for record, _, _ in found), strongest)


def client_is_payee(profile: Profile, context: Context) -> Evidence | None:
    """The client who pays is paid by itself: one account or one name on both sides.

    Reported: a made-up client account pays the developer from the developer's own money, for the ratings. Full
    strength if a client's payout account is the account's own; half if payments name one party as payer and
    payee, twice or more. Innocent: transfers between own accounts that were recorded as payments, a sole trader
    and their firm of the same name.
    """
    found = pays_itself(profile, context.name_threshold)
    return Evidence(found.what, found.records, found.strength) if found else None


def forwards_shares(profile: Profile, _context: Context) -> Evidence | None:
    """The payee passes shares of the pay on to others.

    Reported: pay goes to somebody in the employer's country, who keeps a part. Innocent: an agency, a family that
    shares one income, support of relatives. Ask for the contract.
    """
    if profile.funds is None or profile.funds.forwards_shares is not True:
        return None
    records = ["funds.forwards_shares"]
    if profile.work and profile.work.income_to_third_party is True:
        records.append("work.income_to_third_party")
    return Evidence("noted: the payee passes shares of the pay on", tuple(records))


def income_to_third_party(profile: Profile, _context: Context) -> Evidence | None:
    """Income is noted to go to a third party who passes on a share.

    Innocent: an agency, a guardian, a court order. Ask for the contract.
    """
    if profile.work and profile.work.income_to_third_party is True:
        return Evidence("income is paid to a third party", ("work.income_to_third_party",))
    return None


INDICATORS = (
    Indicator(
        id="payment.holder_differs",
        check=holder_differs,
        grade="strong",
        needs=("payouts.holder", ("name", "legal_name", "native_name", "identity.document_name")),
        sources=("DOJ24", "US22: red flags for companies, names that differ on payment platforms"),
        flags=("PY-04",),
        why="Indictments rest on pay into another's account; spouses and agents are why a person looks first.",
    ),
    Indicator(
        id="payment.payout_contradicts_country",
        check=payout_contradicts_country,
        grade="moderate",
        needs=("payouts.country", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for platforms, payments to accounts abroad",),
        flags=("PY-01",),
        why="Named by the guidance as a contradiction; people keep banks at home after moving.",
    ),
    Indicator(
        id="payment.methods_change",
        check=methods_change,
        grade="moderate",
        needs=(("payouts.until", "changes.field"),),
        sources=("SW24",),
        flags=("PY-06",),
        why="A report names it among the signs after hiring; it gives no number, and banks close honest accounts.",
    ),
    Indicator(
        id="payment.digital_currency_only",
        check=digital_currency_only,
        grade="weak",
        needs=(("payouts.method", "payouts.account"),),
        sources=("US22: red flags for companies, payment in virtual currency",),
        flags=("PY-03",),
        why="The guidance speaks of evading checks, which the method alone does not show; banks fail many.",
    ),
    Indicator(
        id="payment.avoids_identification",
        check=avoids_identification,
        grade="moderate",
        needs=("funds.avoids_identification",),
        sources=("US22: red flags for companies, payment in virtual currency", "SEAL"),
        flags=("PY-03",),
        expected=False,
        why="The stated reason is the red flag, in the source's own words; it rests on how a request was read.",
    ),
    Indicator(
        id="payment.service_reported",
        check=service_reported,
        grade="weak",
        needs=("payouts.method",),
        sources=("US22: red flags for companies, digital payment services", "SW24"),
        flags=("PY-02", "PY-07"),
        why="Named by the sources, and used by millions of honest freelancers: it may order, never decide.",
    ),
    Indicator(
        id="payment.client_is_payee",
        check=client_is_payee,
        grade="strong",
        needs=(("payments.payer", "related"),),
        sources=("US22: red flags for platforms, a client account that pays itself",),
        flags=("WK-02",),
        why="The guidance describes it as a fraud in itself; equal names count half, for own transfers exist.",
    ),
    Indicator(
        id="payment.income_to_third_party",
        check=income_to_third_party,
        grade="moderate",
        needs=("work.income_to_third_party",),
        sources=("DOJ24", "UPI20"),
        flags=("PY-12",),
        why="Reported of workers and of athletes; agencies and guardians receive pay for others as well.",
    ),
    Indicator(
        id="payment.forwards_shares",
        check=forwards_shares,
        grade="strong",
        needs=("funds.forwards_shares",),
        sources=("PSA24", "DOJ24"),
        flags=("PY-12",),
        expected=False,
        why="Cases of helpers who keep a part rest on it; a ledger or a statement must show it.",
    ),
    Indicator(
        id="payment.bank_contradicts_document",
        check=noted("funds.bank_contradicts_document", "noted: bank data contradict the identity document"),
        about="""The data of the bank contradict the identity document.

        Said by the bank or by whoever checks accounts: another name, another birth date, another person. Innocent:
        a name before marriage, a slip, a bank that shortens names.""",
        grade="strong",
        needs=("funds.bank_contradicts_document",),
        sources=("US22: mitigation, bank data that correspond to other documents",),
        flags=("PY-08",),
        expected=False,
        why="The guidance asks to verify it; two institutions that checked a person contradict each other.",
    ),
    Indicator(
        id="payment.near_listed_wallet",
        check=noted("funds.near_listed_wallet", "noted: pay moved to a wallet next to a listed one"),
        about="""Pay was moved to a wallet that is one step from a listed one.

        Said by an analysis of the chain. Innocent: an exchange or a mixer stands next to everybody; a step says
        only that money passed. A listed wallet itself is a check of the family watchlist.""",
        grade="strong",
        needs=("funds.near_listed_wallet",),
        sources=("OFAC: wallets of designated parties",),
        flags=("PY-09",),
        expected=False,
        why="One step from a listed wallet is close, and not the wallet: services stand next to everybody.",
    ),
    Indicator(
        id="payment.unfreeze_requested",
        check=noted("funds.unfreeze_requested", "noted: asked for help with a frozen exchange account"),
        about="""Asked the employer for help in getting an exchange account unfrozen.

        Innocent: exchanges freeze accounts of honest people, who then look for a reference.""",
        grade="weak",
        needs=("funds.unfreeze_requested",),
        sources=("SEAL",),
        flags=("PY-11",),
        expected=False,
        why="One practitioners' guide tells of it; frozen accounts are an everyday nuisance.",
    ),
    Indicator(
        id="payment.converted_abroad",
        check=noted("funds.converted_abroad", "noted: pay turned into digital currency abroad soon after it came"),
        about="""Soon after it came, the pay was turned into digital currency by a service in a third country.

        A third country is one in which the person does not say to be: to change money where one lives is ordinary.
        Reported of services in Vietnam and the Emirates. Innocent: a cheap service, or the only one open to
        customers from the person's country.""",
        grade="moderate",
        needs=("funds.converted_abroad",),
        sources=("OFAC: actions of 17 December 2024 and 12 March 2026",),
        flags=("PY-13",),
        expected=False,
        why="Designations describe the path; cheap services abroad serve honest customers too.",
    ),
    Indicator(
        id="payment.cashed_out_at_once",
        check=noted("funds.cashed_out_at_once", "noted: whole pay withdrawn or converted at once, repeatedly"),
        about="""The whole pay is withdrawn or converted as soon as it comes, time after time.

        A community's baseline names it, within 48 hours of each payday. Innocent, and common: people who live from
        month to month, who do not trust a currency, or whose rent is due.""",
        grade="weak",
        needs=("funds.cashed_out_at_once",),
        sources=("FLAME: baseline BL-0013",),
        flags=("PY-14",),
        expected=False,
        why="Rates among honest staff were published as an opinion without data; many live from pay to pay.",
    ),
)
"""The family's checks."""
