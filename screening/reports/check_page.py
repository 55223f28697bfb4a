"""A vendor check as one HTML page that is kept with the build: nothing in it runs, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib

import jinja2

from screening.checking.notices import RULES, VendorCheck
from screening.reports.check_text import ranked
from screening.reports.escaping import visible
from screening.reports.text import A_PERSON_DECIDES

__all__ = ["page"]

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'sha256-{{ style_hash }}'; base-uri 'none'; form-action 'none'">
<title>Vendors checked on {{ check.today }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<h1>Vendors checked on {{ check.today }}</h1>
<p>{{ check.summary }}. {{ decides }}</p>
<p>{% if check.code == 0 %}Passed{% else %}Did not pass{% endif %}: exit code {{ check.code }}, fails from
<em>{{ check.fail_on }}</em> on.</p>
{%- if check.remarks or check.gaps %}
<ul>
{%- for gap in check.gaps if not gap.required %}<li>{{ gap.message | visible }}</li>{% endfor %}
{%- for remark in check.remarks %}<li>{{ remark | visible }}</li>{% endfor %}
</ul>
{%- endif %}
{%- if notices %}
<table>
<caption>What there is to look at, the most urgent first</caption>
<thead><tr><th scope="col">Band</th><th scope="col">Vendor</th><th scope="col">Where</th><th scope="col">What</th>
<th scope="col">Listing</th><th scope="col">State</th></tr></thead>
<tbody>
{%- for n in notices %}
<tr>
<td class="{{ n.band }}">{{ n.band }}</td>
<th scope="row"><bdi>{{ n.subject | visible }}</bdi></th>
<td><bdi>{{ n.place | string | visible }}</bdi></td>
<td>{{ n.title | visible }}{% if n.rule not in rules %} <code>{{ n.rule }}</code>{% else %}<br>
{{ n.said | visible }}{% endif %}{% if n.details %}<br><bdi>{{ n.details | visible }}</bdi>{% endif %}</td>
<td>{% if n.listing %}<code>{{ n.listing | visible }}</code>{% endif %}{% if n.listed_name %}<br>
<bdi>{{ n.listed_name | visible }}</bdi>{% endif %}{% for also in n.also_listed %}<br>
<code>{{ also | visible }}</code>{% endfor %}</td>
<td>{% if n.allowed %}{{ n.allowed.decision }} until {{ n.allowed.expires }}, by
{{ n.allowed.approved_by | visible }}{% if n.allowed.second_approver %} and
{{ n.allowed.second_approver | visible }}{% endif %}: {{ n.allowed.reason | visible }}
{%- elif n.known %}in the baseline{% else %}open{% endif %}</td>
</tr>
{%- endfor %}
</tbody>
</table>
{%- endif %}
<table>
<caption>Every row</caption>
<thead><tr><th scope="col">Where</th><th scope="col">Vendor</th><th scope="col">Band</th>
<th scope="col">Because</th><th scope="col">Not read</th></tr></thead>
<tbody>
{%- for row in check.rows %}
<tr><td><bdi>{{ row.place | string | visible }}</bdi></td><th scope="row"><bdi>{{ row.label | visible }}</bdi></th>
<td class="{{ row.band if row.screened else "error" }}">{{ row.band if row.screened else "not screened" }}</td>
<td>{{ row.reason | visible }}</td><td>{{ row.unread | join(", ") | visible }}</td></tr>
{%- endfor %}
</tbody>
</table>
<h2>Made with</h2>
<ul>
{%- for used in check.lists %}
<li>list {{ used.id | visible }} of {{ used.as_of or "unknown date" }}: {{ "{:,}".format(used.entries) }} entries,
digest {{ used.digest[:12] }}</li>
{%- endfor %}
<li>policy: preset {{ check.preset }}, digest {{ check.policy_digest[:12] }}</li>
<li>screening {{ check.version }}</li>
</ul>
</body>
</html>
"""
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
caption { font-weight: 600; padding: .5rem 0; text-align: left; }
td, th { border-top: 1px solid #8886; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
td, th { overflow-wrap: break-word; } bdi, code { overflow-wrap: anywhere; }
td[class] { white-space: nowrap; }
.escalate, .error { color: #a3211b; font-weight: 600; } .review { color: #7a4b00; font-weight: 600; }
.unknown { color: #1d5a8a; }
@media (max-width: 48rem) {
  table, caption, tbody, tr, td, tbody th { display: block; }
  thead { display: none; }
  tr { border-top: 1px solid #8886; padding: .4rem 0; }
  td, tbody th { border: 0; padding: 0; }
}
@media (prefers-color-scheme: dark) {
  .escalate, .error { color: #f2b8b5; } .review { color: #f3cf94; } .unknown { color: #a5cdf0; }
}
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
"""Only these very rules may dress the page: markup that a vendor's name smuggled in could not."""


def page(check: VendorCheck) -> str:
    """The whole page."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["visible"] = visible
    return environment.from_string(_PAGE).render(
        check=check,
        notices=ranked(check),
        rules=RULES,
        decides=A_PERSON_DECIDES,
        style=_STYLE,
        style_hash=_STYLE_HASH,
    )
