"""The queries of :mod:`.steps`, in the order in which their tables are made.

What stands in them with a ``$`` is filled in from ``_VALUES``: our own numbers and words, nothing from outside.
"""

from __future__ import annotations

from string import Template

from screening.population.links.definitions import (
    COLLEAGUES_OWN,
    DOMAINS_OWN,
    FIRMS_OWN,
    HOUSEHOLD,
    HOUSEHOLD_OWN,
    LINKS,
    MEETING,
    MEETING_WIDE,
)
from screening.population.links.keys import PLAIN

__all__ = ["CHANGED", "FOLLOWERS", "HOOK", "JUMP", "LAST", "STEPS"]

MOST_NAMED = 50
"""Other accounts that a link names."""
_MOST_OF_A_KIND = 10
_MOST_BANDS = 24
"""Bands of an account's texts of which pairs are made."""
_RING, _RING_DAYS, _TIED, _TIED_PART = 4, 14, 3, 3
"""Developers of a rating ring; days of their ratings; so many, and one in so many, share one more thing.

Or half of them are tied by things of two kinds, of which one ties so many; a household's line may be among these.
The first is asked as well of a device with more accounts than speak in full: common machines look alike.
"""
_GUESTS = 2
"""Others who may be seen at a home: an address on the internet goes from hand to hand."""
_COUNTRIES = 3
"""A household lives in one country, and has somebody abroad: who state so many and share one machine are none."""
_ENOUGH = 3
"""Members of a cluster who share a weaker thing with others. With those of other clusters, two or more of each,
they are half of all who share it: then the other half joins. Of three who share it, two are enough; but not of an
address on the internet, which goes from hand to hand, nor of texts, of which chance makes three alike.
"""
_WIDEST = 2 * max(LINKS[kind].hub_at for kind in MEETING)
"""From so many accounts on, they are twice as many as any other thing may have that joins."""
_TENANTS_TO_ONE = 3
"""So many times as many people are on the line of a house of many tenants as receive parcels there."""
_DERIVED = ("payer", "member", "text", "rating_ring", "home")


def _filled(query: str) -> str:
    return Template(query).substitute(_VALUES)


def _words(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


_DEFINITIONS = " UNION ALL ".join(
    f"SELECT '{row.kind}' AS kind, {row.full} AS most, {row.hub_at} AS hub_at,"
    f" {row.strength == 'strong'} AS strong"
    for row in LINKS.values()
)

_ACCOUNTS = """
SELECT account, min(id) AS id, min(names) AS names, min(stated) AS stated, min(observed) AS observed,
  min(created) AS created, min(domain) AS domain, min(company) AS company,
  max(listed) AS listed
FROM abouts GROUP BY account
"""
_MEMBERS = """
SELECT DISTINCT account, key AS firm FROM keys WHERE kind = 'member'
UNION SELECT DISTINCT key AS account, key AS firm FROM keys WHERE kind = 'member'
"""

# -- what is shared ------------------------------------------------------------------------------------

_CANDIDATES = """
SELECT kind, key FROM keys WHERE kind NOT IN ($derived)
GROUP BY kind, key HAVING min(account) <> max(account)
"""
_PLAIN = """
SELECT k.kind, k.key, k.account, min(k.day) AS day,
  coalesce(min(nullif(k.known, '$plain')), max(k.known)) AS known
FROM keys k JOIN candidates c ON k.kind = c.kind AND k.key = c.key
GROUP BY k.kind, k.key, k.account
"""
_SIDES = """
SELECT p.key, p.account, p.day, 1 AS pays, 0 AS paid FROM keys p WHERE p.kind = 'payer'
UNION ALL
SELECT r.key, r.account, r.day, 0 AS pays, 1 AS paid
FROM keys r JOIN (SELECT DISTINCT key FROM keys WHERE kind = 'payer') p ON r.key = p.key
WHERE r.kind IN ('payout', 'wallet')
"""
_PAYERS = """
SELECT 'payer_is_payee' AS kind, s.key, s.account, min(s.day) AS day, CAST(NULL AS STRING) AS known
FROM sides s
JOIN (
  SELECT key FROM sides GROUP BY key
  HAVING max(pays) = 1 AND max(paid) = 1 AND min(account) <> max(account)
) b ON s.key = b.key
GROUP BY s.key, s.account
"""
_VOUCHED = """
SELECT DISTINCT r.account AS a, e.account AS b, r.day
FROM keys r
JOIN keys e ON r.key = e.key
JOIN (
  SELECT key FROM keys WHERE kind IN ('email', 'phone') GROUP BY key
  HAVING count(*) < $many
) few ON e.key = few.key
WHERE r.kind = 'referee' AND e.kind IN ('email', 'phone') AND r.account <> e.account
"""
_MUTUAL = """
SELECT 'referee' AS kind, least(v.a, v.b) AS key, v.a AS account, min(v.day) AS day, CAST(NULL AS STRING) AS known
FROM vouched v JOIN vouched w ON v.a = w.b AND v.b = w.a
GROUP BY least(v.a, v.b), v.a
"""
_BANDS = """
SELECT account, key, day FROM (
  SELECT k.account, k.key, k.day, row_number() OVER (PARTITION BY k.account ORDER BY k.key) AS place
  FROM keys k
  JOIN (
    SELECT key FROM keys WHERE kind = 'text' GROUP BY key HAVING min(account) <> max(account)
  ) c ON k.key = c.key
  WHERE k.kind = 'text'
) b WHERE place <= $most_bands
"""
_BAND_PAIRS = """
SELECT a.account, a.key AS one, b.key AS two, a.day
FROM bands a JOIN bands b ON a.account = b.account AND a.key < b.key
"""
_TEXTS = """
SELECT 'text' AS kind, (p.one % 2147483648) * 2147483648 + p.two % 2147483648 AS key, p.account,
  min(p.day) AS day, CAST(NULL AS STRING) AS known
FROM band_pairs p
JOIN (
  SELECT one, two FROM band_pairs GROUP BY one, two HAVING min(account) <> max(account)
) c ON p.one = c.one AND p.two = c.two
GROUP BY p.one, p.two, p.account
"""
_SHARED_BUT_RINGS = """
SELECT * FROM plain UNION ALL SELECT * FROM payers
UNION ALL SELECT * FROM mutual UNION ALL SELECT * FROM texts
"""

# -- hubs ----------------------------------------------------------------------------------------------

_WORKPLACES = """
SELECT s.kind, s.key, 'domain' AS sort, a.domain AS place, count(*) AS people
FROM shared_but_rings s JOIN accounts a ON s.account = a.account
WHERE a.domain IS NOT NULL AND s.kind IN ($domains_own)
GROUP BY s.kind, s.key, a.domain
UNION ALL
SELECT s.kind, s.key, 'company' AS sort, a.company AS place, count(*) AS people
FROM shared_but_rings s JOIN accounts a ON s.account = a.account
WHERE a.company IS NOT NULL AND s.kind IN ($colleagues_own)
GROUP BY s.kind, s.key, a.company
"""
_OFFICES = """
SELECT kind, key, max(most) AS people FROM (
  SELECT kind, key, sort, max(people) AS most, sum(people) AS told FROM workplaces GROUP BY kind, key, sort
) w WHERE most > 1 AND 3 * most >= 2 * told GROUP BY kind, key
"""
_FIRMS = """
SELECT kind, key, max(people) AS people FROM (
  SELECT s.kind, s.key, count(*) AS people
  FROM shared_but_rings s JOIN members m ON s.account = m.account
  WHERE s.kind IN ($firms_own)
  GROUP BY s.kind, s.key, m.firm
) d GROUP BY kind, key
"""
_STRANGERS = """
SELECT g.kind, g.key, g.degree, g.first, CASE
  WHEN g.knowns > 0 AND 2 * g.knowns >= g.told THEN g.known
  WHEN 5 * coalesce(f.people, 0) >= 4 * g.degree THEN 'people of one firm'
  WHEN 2 * o.people >= g.degree THEN 'colleagues in one firm'
  WHEN g.degree >= d.hub_at THEN 'shared by many'
  END AS reason
FROM (
  SELECT kind, key, count(*) AS degree, min(account) AS first, count(known) AS told,
    count(nullif(known, '$plain')) AS knowns, min(nullif(known, '$plain')) AS known
  FROM shared_but_rings GROUP BY kind, key HAVING count(*) > 1
) g
JOIN definitions d ON g.kind = d.kind
LEFT JOIN firms f ON g.kind = f.kind AND g.key = f.key
LEFT JOIN offices o ON g.kind = o.kind AND g.key = o.key
"""

# -- households ----------------------------------------------------------------------------------------

_HOMES = """
SELECT s.kind, s.key, s.account, g.degree FROM shared_but_rings s
JOIN strangers g ON s.kind = g.kind AND s.key = g.key
WHERE s.kind IN ('shipping_address', 'ip') AND g.reason IS NULL
UNION ALL
SELECT DISTINCT k.kind, k.key, k.account, h.degree FROM keys k
JOIN (
  SELECT key, count(DISTINCT account) AS degree FROM keys WHERE kind = 'home'
  GROUP BY key HAVING min(account) <> max(account)
) h ON k.key = h.key
WHERE k.kind = 'home'
"""
_AROUND = """
SELECT kind, key, min(people) AS fewest, coalesce(max(CASE WHEN whole THEN people END), max(people)) AS most
FROM (
  SELECT s.kind, s.key, max(h.degree) AS people, count(*) = max(g.degree) AS whole
  FROM strangers g
  JOIN definitions d ON g.kind = d.kind
  JOIN shared_but_rings s ON g.kind = s.kind AND g.key = s.key
  JOIN homes h ON s.account = h.account
  WHERE g.reason IS NULL AND g.degree <= $household AND g.kind IN ($household_own)
  GROUP BY s.kind, s.key, h.kind, h.key
  HAVING count(*) = max(g.degree) OR max(d.strong) AND count(*) > 1 AND count(*) = max(g.degree) - 1
) m GROUP BY kind, key
"""
_APART = """
SELECT c.key FROM (
  SELECT s.key FROM strangers g
  JOIN shared_but_rings s ON g.kind = s.kind AND g.key = s.key
  JOIN accounts a ON s.account = a.account
  WHERE g.kind = 'device' AND g.reason IS NULL AND g.degree <= $household
  GROUP BY s.key HAVING count(DISTINCT a.stated) >= $countries
) c
JOIN (
  SELECT DISTINCT key FROM (
    SELECT s.key FROM shared_but_rings s
    JOIN shared_but_rings o ON s.account = o.account
    JOIN strangers h ON o.kind = h.kind AND o.key = h.key
    WHERE s.kind = 'device' AND o.kind NOT IN ('device', 'subnet') AND (h.reason IS NULL OR o.kind = 'ip')
    GROUP BY s.key, o.kind, o.key HAVING count(*) > 1
  ) t
) m ON c.key = m.key
"""
_HOUSEHOLDS = """
SELECT r.kind, r.key FROM around r LEFT JOIN apart p ON r.kind = 'device' AND r.key = p.key
WHERE r.fewest <= $household AND r.most <= $home AND p.key IS NULL
UNION ALL
SELECT DISTINCT g.kind, g.key FROM strangers g
JOIN shared_but_rings s ON g.kind = s.kind AND g.key = s.key
JOIN shared_but_rings o ON s.account = o.account AND s.kind = o.kind
JOIN strangers h ON o.kind = h.kind AND o.key = h.key
JOIN around r ON h.kind = r.kind AND h.key = r.key
WHERE g.kind = 'shipping_address' AND g.reason IS NULL AND g.degree = $household + 1
  AND h.degree = $household AND r.fewest <= $household AND r.most <= $home
GROUP BY g.kind, g.key, h.key HAVING count(*) = $household
UNION ALL
SELECT g.kind, g.key FROM strangers g
LEFT JOIN apart p ON g.key = p.key
LEFT JOIN around a ON g.kind = a.kind AND g.key = a.key
LEFT JOIN (
  SELECT DISTINCT s.key FROM shared_but_rings s
  JOIN shared_but_rings o ON s.account = o.account
  JOIN strangers h ON o.kind = h.kind AND o.key = h.key
  JOIN definitions d ON h.kind = d.kind
  WHERE s.kind = 'device' AND h.kind <> 'device' AND d.strong AND h.reason IS NULL
) more ON g.key = more.key
WHERE g.kind = 'device' AND g.degree > 2 AND g.degree <= $household AND g.reason IS NULL
  AND a.key IS NULL AND more.key IS NULL AND p.key IS NULL
"""
_FINGERPRINTS = """
SELECT g.kind, g.key
FROM strangers g
JOIN definitions d ON g.kind = d.kind
LEFT JOIN (
  SELECT kind, key, max(people) AS tied FROM (
    SELECT s.kind, s.key, count(*) AS people
    FROM strangers g
    JOIN definitions d ON g.kind = d.kind
    JOIN shared_but_rings s ON g.kind = s.kind AND g.key = s.key
    JOIN shared_but_rings o ON s.account = o.account
    JOIN strangers h ON o.kind = h.kind AND o.key = h.key
    WHERE g.kind = 'device' AND g.reason IS NULL AND g.degree > d.most
      AND h.reason IS NULL AND h.kind NOT IN ('device', 'subnet')
    GROUP BY s.kind, s.key, o.kind, o.key
  ) t GROUP BY kind, key
) t ON g.kind = t.kind AND g.key = t.key
WHERE g.kind = 'device' AND g.reason IS NULL AND g.degree > d.most
  AND (coalesce(t.tied, 0) < $tied OR $part * t.tied < g.degree)
"""
_TENANTS = """
SELECT kind, key FROM (
  SELECT s.kind, s.key, h.kind AS other, h.reason, h.degree AS on_line, g.degree, count(*) AS people
  FROM strangers g
  JOIN shared_but_rings s ON g.kind = s.kind AND g.key = s.key
  JOIN shared_but_rings o ON s.account = o.account
  JOIN strangers h ON o.kind = h.kind AND o.key = h.key
  WHERE g.kind = 'shipping_address' AND g.reason IS NULL AND g.degree > $household
    AND h.kind NOT IN ('shipping_address', 'subnet')
  GROUP BY s.kind, s.key, h.kind, h.key, h.reason, h.degree, g.degree
) t GROUP BY kind, key, degree
HAVING 2 * max(CASE
    WHEN other = 'ip' AND reason = 'shared by many' AND on_line >= $tenants * degree THEN people ELSE 0 END
  ) >= degree
  AND max(CASE WHEN reason IS NULL THEN people ELSE 0 END) < $tied
"""
_GROUPS_BUT_RINGS = """
SELECT g.kind, g.key, g.degree, g.first, CASE
  WHEN h.key IS NOT NULL THEN 'household'
  WHEN f.key IS NOT NULL THEN 'machines that look alike'
  WHEN t.key IS NOT NULL THEN 'a house of many tenants'
  ELSE g.reason END AS reason
FROM strangers g
LEFT JOIN households h ON g.kind = h.kind AND g.key = h.key
LEFT JOIN fingerprints f ON g.kind = f.kind AND g.key = f.key
LEFT JOIN tenants t ON g.kind = t.kind AND g.key = t.key
"""

# -- rating rings --------------------------------------------------------------------------------------

_RATED = "SELECT key, account, min(day) AS day FROM keys WHERE kind = 'rating_ring' GROUP BY key, account"
_WEEKS = """
SELECT key, day, people FROM (
  SELECT key, day, people, row_number() OVER (PARTITION BY key ORDER BY people DESC, day) AS place FROM (
    SELECT key, day,
      count(*) OVER (
        PARTITION BY key ORDER BY day RANGE BETWEEN CURRENT ROW AND $days_after FOLLOWING
      ) AS people
    FROM rated
  ) w
) v WHERE place = 1 AND people >= $ring
"""
_RING_PEOPLE = """
SELECT r.key, r.account, r.day, w.people
FROM rated r JOIN weeks w ON r.key = w.key AND r.day >= w.day AND r.day < w.day + $days
"""
_RING_TIES = """
SELECT key, max(of) AS of, max(CASE WHEN kind <> 'ip' OR degree > $household THEN people ELSE 0 END) AS tied,
  max(people) AS most, count(DISTINCT account) AS together, count(DISTINCT kind) AS kinds
FROM (
  SELECT p.key, p.account, p.people AS of, s.kind, g.degree,
    count(*) OVER (PARTITION BY p.key, s.kind, s.key) AS people
  FROM ring_people p
  JOIN shared_but_rings s ON p.account = s.account
  JOIN groups_but_rings g ON s.kind = g.kind AND s.key = g.key
  WHERE g.reason IS NULL AND s.kind <> 'subnet'
) t WHERE people > 1 GROUP BY key
"""
_RINGS = """
SELECT 'rating_ring' AS kind, p.key, p.account, p.day, CAST(NULL AS STRING) AS known
FROM ring_people p JOIN ring_ties t ON p.key = t.key
WHERE t.tied >= $tied AND $part * t.tied >= t.of
  OR t.most >= $tied AND t.kinds > 1 AND t.together >= $ring AND 2 * t.together >= t.of
"""
_GROUPS = """
SELECT * FROM groups_but_rings
UNION ALL
SELECT g.kind, g.key, g.degree, g.first, CASE WHEN g.degree >= d.hub_at THEN 'shared by many' END AS reason
FROM (SELECT kind, key, count(*) AS degree, min(account) AS first FROM rings GROUP BY kind, key) g
JOIN definitions d ON g.kind = d.kind
"""

# -- clusters and links --------------------------------------------------------------------------------

_STARS = """
SELECT DISTINCT s.account AS a, g.first AS b
FROM shared s
JOIN groups g ON s.kind = g.kind AND s.key = g.key
JOIN definitions d ON g.kind = d.kind
WHERE d.strong AND g.reason IS NULL AND s.account <> g.first
"""
_MEETINGS = """
SELECT s.account, s.kind, s.key, g.degree, g.reason IS NOT NULL AS wide
FROM shared s JOIN groups g ON s.kind = g.kind AND s.key = g.key
WHERE g.reason IS NULL AND s.kind IN ($meeting)
  OR g.reason = 'shared by many' AND s.kind IN ($wide) AND g.degree < $widest
"""
_MET = """
SELECT DISTINCT m.account AS a, f.first AS b
FROM (
  SELECT a.account, a.kind, a.key, b.kind AS kind2, b.key AS key2
  FROM meetings a JOIN meetings b ON a.account = b.account AND a.kind < b.kind
) m
JOIN (
  SELECT a.kind, a.key, b.kind AS kind2, b.key AS key2, min(a.account) AS first
  FROM meetings a JOIN meetings b ON a.account = b.account AND a.kind < b.kind AND NOT (a.wide AND b.wide)
  GROUP BY a.kind, a.key, b.kind, b.key
  HAVING count(*) > 1
    AND (NOT max(a.wide OR b.wide) OR 2 * count(*) >= max(greatest(a.degree, b.degree)))
) f ON m.kind = f.kind AND m.key = f.key AND m.kind2 = f.kind2 AND m.key2 = f.key2
WHERE m.account <> f.first
"""
_EDGES = """
SELECT a, b FROM stars UNION SELECT b AS a, a AS b FROM stars
UNION SELECT a, b FROM met UNION SELECT b AS a, a AS b FROM met
"""
_FOLLOWED = """
SELECT DISTINCT s.account AS a, c.label AS b
FROM (
  SELECT kind, key, min(label) AS label FROM (
    SELECT s.kind, s.key, l.label, count(*) AS people, max(g.degree) AS degree
    FROM shared s
    JOIN groups g ON s.kind = g.kind AND s.key = g.key
    JOIN labels l ON s.account = l.account
    JOIN (SELECT label FROM labels GROUP BY label HAVING count(*) >= $followers) z ON l.label = z.label
    WHERE g.reason IS NULL AND s.kind IN ($meeting)
    GROUP BY s.kind, s.key, l.label
  ) m WHERE people > 1
  GROUP BY kind, key
  HAVING 2 * sum(people) >= max(degree)
    AND (max(people) >= $followers OR max(degree) = $followers AND kind NOT IN ('ip', 'text'))
) c
JOIN shared s ON c.kind = s.kind AND c.key = s.key
WHERE s.account <> c.label
"""
_WITH_FOLLOWERS = """
SELECT a, b FROM edges UNION SELECT a, b FROM followers UNION SELECT b AS a, a AS b FROM followers
"""
HOOK = """
SELECT account, min(label) AS label FROM (
  SELECT account, label FROM labels
  UNION ALL
  SELECT e.a AS account, l.label FROM edges e JOIN labels l ON e.b = l.account
  UNION ALL
  SELECT own.label AS account, l.label
  FROM edges e JOIN labels l ON e.b = l.account JOIN labels own ON e.a = own.account
) u GROUP BY account
"""
CHANGED = """
SELECT count(*) FROM labels JOIN jumped ON labels.account = jumped.account WHERE labels.label <> jumped.label
"""
JUMP = """
SELECT h.account, least(h.label, n.label) AS label FROM hooked h JOIN hooked n ON h.label = n.account
"""
_NAMED = """
SELECT s.kind, s.key, slice(sort_array(array_agg(a.id)), 1, $most_and_own) AS ids
FROM shared s
JOIN groups g ON s.kind = g.kind AND s.key = g.key
JOIN accounts a ON s.account = a.account
WHERE g.reason IS NULL OR g.reason = 'household'
GROUP BY s.kind, s.key
"""
_LINKS = """
SELECT DISTINCT r.account, r.kind, r.degree, r.hub,
  slice(array_remove(n.ids, a.id), 1, $most_named) AS others
FROM (
  SELECT s.account, s.kind, s.key, g.degree, g.reason IS NOT NULL AS hub,
    row_number() OVER (
      PARTITION BY s.account, s.kind
      ORDER BY g.reason IS NOT NULL, g.degree > d.most, g.degree DESC, s.key
    ) AS place
  FROM shared s
  JOIN groups g ON s.kind = g.kind AND s.key = g.key
  JOIN definitions d ON g.kind = d.kind
) r
JOIN accounts a ON r.account = a.account
LEFT JOIN named n ON r.kind = n.kind AND r.key = n.key
WHERE r.place <= $most_of_a_kind AND a.listed
"""

_PLAN = (
    ("definitions", _DEFINITIONS),
    ("accounts", _ACCOUNTS),
    ("members", _MEMBERS),
    ("candidates", _CANDIDATES),
    ("plain", _PLAIN),
    ("sides", _SIDES),
    ("payers", _PAYERS),
    ("vouched", _VOUCHED),
    ("mutual", _MUTUAL),
    ("bands", _BANDS),
    ("band_pairs", _BAND_PAIRS),
    ("texts", _TEXTS),
    ("shared_but_rings", _SHARED_BUT_RINGS),
    ("workplaces", _WORKPLACES),
    ("offices", _OFFICES),
    ("firms", _FIRMS),
    ("strangers", _STRANGERS),
    ("homes", _HOMES),
    ("around", _AROUND),
    ("apart", _APART),
    ("households", _HOUSEHOLDS),
    ("fingerprints", _FINGERPRINTS),
    ("tenants", _TENANTS),
    ("groups_but_rings", _GROUPS_BUT_RINGS),
    ("rated", _RATED),
    ("weeks", _WEEKS),
    ("ring_people", _RING_PEOPLE),
    ("ring_ties", _RING_TIES),
    ("rings", _RINGS),
    ("shared", "SELECT * FROM shared_but_rings UNION ALL SELECT * FROM rings"),
    ("groups", _GROUPS),
    ("named", _NAMED),
    ("stars", _STARS),
    ("meetings", _MEETINGS),
    ("met", _MET),
    ("edges", _EDGES),
)
"""Each table, and the query that makes it from those before it."""
_VALUES = {
    "derived": _words(_DERIVED),
    "domains_own": _words(DOMAINS_OWN),
    "colleagues_own": _words(COLLEAGUES_OWN),
    "firms_own": _words(FIRMS_OWN),
    "household_own": _words(HOUSEHOLD_OWN),
    "meeting": _words(MEETING),
    "wide": _words(MEETING_WIDE),
    "widest": _WIDEST,
    "tenants": _TENANTS_TO_ONE,
    "plain": PLAIN,
    "many": LINKS["email"].hub_at,
    "most_bands": _MOST_BANDS,
    "household": HOUSEHOLD,
    "home": HOUSEHOLD + _GUESTS,
    "ring": _RING,
    "days": _RING_DAYS,
    "days_after": _RING_DAYS - 1,
    "tied": _TIED,
    "part": _TIED_PART,
    "countries": _COUNTRIES,
    "followers": _ENOUGH,
    "most_and_own": MOST_NAMED + 1,
    "most_named": MOST_NAMED,
    "most_of_a_kind": _MOST_OF_A_KIND,
}
STEPS = tuple((name, _filled(query)) for name, query in _PLAN)
"""Each table up to the first clusters, and the query that makes it from those before it."""
FOLLOWERS = (("followers", _filled(_FOLLOWED)), ("edges", _WITH_FOLLOWERS))
"""Who joins a cluster afterwards."""
LAST = (("components", "SELECT account, label FROM labels"), ("links", _filled(_LINKS)))
"""What is made at the end."""
