"""Plain values as small pieces of HTML: a card, facts, a table, words set side by side.

Nothing here knows what the values mean. Text is escaped, and what cannot be seen in it is spelled out; only
:class:`Markup` stands as it is. A card carries its own style, needs no script and no network, and is readable on
light and dark pages: it follows the theme of Jupyter, VS Code or Colab, and the reader's system elsewhere.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from screening.drawing.visible import LONGEST, visible

__all__ = ["Markup", "card", "chip", "facts", "joined", "lines", "link", "paired", "part", "table", "text"]

_WHOLE = 0.995


class Markup(str):
    """HTML that stands as it is. Everything else is text and becomes escaped."""

    __slots__ = ()


def text(value: str, limit: int = LONGEST) -> Markup:
    r"""Text as it may stand in HTML; what is markup already stays.

    >>> text("<b>\u202e")
    '&lt;b&gt;\\u202e'
    """
    return value if isinstance(value, Markup) else Markup(html.escape(visible(value, limit)))


def joined(parts: Iterable[str], between: str = " ") -> Markup:
    """Pieces one after another."""
    return Markup(text(between).join(map(text, parts)))


def chip(label: str, tone: str) -> Markup:
    """A label on a ground that says how urgent it is: ``calm``, ``open``, ``look`` or ``now``."""
    return Markup(f'<span class="dr-chip dr-{text(tone)}">{text(label)}</span>')


def link(address: str, label: str) -> Markup:
    """A link if the address is one of the web, else its label alone.

    >>> link("javascript:alert(1)", "x")
    'x'
    """
    if not address.startswith(("https://", "http://")):
        return text(label)
    return Markup(f'<a href="{text(address)}" rel="noopener noreferrer" target="_blank">{text(label)}</a>')


def lines(items: Iterable[str]) -> Markup:
    """A list, an item a line; nothing if there is none."""
    rows = "".join(f"<li>{_apart(item)}</li>" for item in items)
    return Markup(f'<ul class="dr-list">{rows}</ul>' if rows else "")


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """What is said of one thing, a line each; empty values are left out."""
    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th><td>{_apart(value)}</td></tr>' for name, value in pairs if value
    )
    return Markup(f'<table class="dr-facts"><tbody>{rows}</tbody></table>' if rows else "")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Markup:
    """A table; nothing if it has no row.

    Args:
        header: the column titles.
        rows: one text for each column.
        right: positions of the columns that are set to the right.
    """

    def cells(texts: Sequence[str], tag: str, more: str = "") -> str:
        return "".join(
            f"<{tag}{more}{_RIGHT if i in right else ''}>{_apart(value)}</{tag}>" for i, value in enumerate(texts)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    if not body:
        return Markup("")
    head = cells(header, "th", ' scope="col"')
    return _wide(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def paired(words: Sequence[tuple[str, str, float, str]], names: tuple[str, str]) -> Markup:
    """The words of two names, each pair in one column, with how well it agrees and why.

    Args:
        words: a word of the first name, one of the second, their agreement (0..1), and the reason.
        names: what the two names are.
    """
    if not words:
        return Markup("")
    first = "".join(f"<td>{_word(a)}</td>" for a, _, _, _ in words)
    second = "".join(f'<td><span class="{_agreement(score)}">{_word(b)}</span></td>' for _, b, score, _ in words)
    why = "".join(
        f'<td class="dr-why">{text(reason)}{f" {score:.2f}" if 0 < score < _WHOLE else ""}</td>'
        for _, _, score, reason in words
    )
    rows = zip((*names, ""), (first, second, why), strict=True)
    body = "".join(f'<tr><th scope="row">{text(name)}</th>{cells}</tr>' for name, cells in rows)
    return _wide(f'<table class="dr-pairs"><tbody>{body}</tbody></table>')


def part(title: str, *pieces: str, shut: bool = False) -> Markup:
    """A titled part of a card, which may be shut until it is asked for; nothing if it holds nothing."""
    inner = "".join(map(_block, pieces))
    if not inner:
        return Markup("")
    if shut:
        return Markup(f"<details><summary>{text(title)}</summary>{inner}</details>")
    return Markup(f'<div class="dr-title">{text(title)}</div>{inner}')


def card(title: str, *pieces: str, chips: Iterable[str] = (), lead: str = "", foot: str = "") -> Markup:
    """One thing, whole: its title and chips, a leading sentence, its pieces, and small print."""
    head = f'<div class="dr-head"><span class="dr-name">{_apart(title)}</span>{joined(chips)}</div>'
    said = f'<p class="dr-lead">{text(lead)}</p>' if lead else ""
    small = f'<p class="dr-foot">{text(foot)}</p>' if foot else ""
    return Markup(
        f'<div class="dr"><style>{_STYLE}</style>{head}{said}{"".join(map(_block, pieces))}{small}</div>'
    )


_RIGHT = ' class="dr-right"'


def _wide(inner: str) -> Markup:
    """What may be wider than its card is moved inside it, with keys too."""
    return Markup(f'<div class="dr-wide" tabindex="0">{inner}</div>')


def _apart(value: str) -> str:
    """Text whose direction does not reach beyond it: names may run from right to left."""
    return value if isinstance(value, Markup) else f"<bdi>{text(value)}</bdi>"


def _word(value: str) -> str:
    return _apart(value) if value else '<span class="dr-none">none</span>'


def _block(value: str) -> str:
    return value if isinstance(value, Markup) or not value else f"<p>{_apart(value)}</p>"


def _agreement(score: float) -> str:
    return "dr-same" if score >= _WHOLE else "dr-like" if score > 0 else "dr-apart"


_LIGHT = (
    "--dr-ink:#1f2328;--dr-faint:#59636e;--dr-paper:#fff;--dr-line:#d1d9e0;--dr-rest:#e6eaef;"
    "--dr-step:#0077bb;--dr-whole:#1f2328;--dr-same:#0077bb;--dr-like:#b45a00;--dr-apart:#b3261e;--dr-link:#0a5dab"
)
_DARK = (
    "--dr-ink:#e6edf3;--dr-faint:#9aa4af;--dr-paper:#16191d;--dr-line:#3d444d;--dr-rest:#2a3037;"
    "--dr-step:#4da6db;--dr-whole:#e6edf3;--dr-same:#4da6db;--dr-like:#f0a050;--dr-apart:#ff8a7a;--dr-link:#79b8ff"
)
_STYLE = f"""
.dr{{{_LIGHT}}}
@media (prefers-color-scheme:dark){{.dr{{{_DARK}}}}}
[data-jp-theme-light=true] .dr,.vscode-light .dr,html[theme=light] .dr{{{_LIGHT}}}
[data-jp-theme-light=false] .dr,.vscode-dark .dr,.vscode-high-contrast .dr,html[theme=dark] .dr{{{_DARK}}}
.dr.dr{{color:var(--dr-ink);background:var(--dr-paper);border:1px solid var(--dr-line);border-radius:6px;
padding:12px 16px;margin:4px 0;max-width:760px;box-sizing:border-box;overflow-wrap:anywhere;
font:13px/1.5 var(--jp-ui-font-family,system-ui,-apple-system,"Segoe UI",sans-serif)}}
.dr.dr .dr-head{{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center}}
.dr.dr .dr-name{{font-size:16px;font-weight:600}}
.dr.dr .dr-chip{{padding:1px 9px;border-radius:10px;font-size:12px;font-weight:600;white-space:nowrap}}
.dr.dr .dr-calm{{background:#0069a6;color:#fff}}
.dr.dr .dr-open{{background:#5a6570;color:#fff}}
.dr.dr .dr-look{{background:#ee7733;color:#1a1207}}
.dr.dr .dr-now{{background:#c22d0d;color:#fff}}
.dr.dr p{{margin:4px 0;color:inherit}}
.dr.dr .dr-foot,.dr.dr .dr-why,.dr.dr .dr-none{{color:var(--dr-faint);font-size:12px}}
.dr.dr .dr-foot{{margin-top:10px}}
.dr.dr .dr-title,.dr.dr summary{{font-weight:600;margin:12px 0 4px}}
.dr.dr summary{{cursor:pointer}}
.dr.dr a{{color:var(--dr-link);text-decoration:underline}}
.dr.dr .dr-list{{margin:0;padding-left:20px}}
.dr.dr .dr-wide{{overflow-x:auto}}
.dr.dr table{{border-collapse:collapse;border:0;margin:2px 0;table-layout:auto;font-size:13px;color:inherit}}
.dr.dr tbody tr,.dr.dr tbody tr:nth-child(odd),.dr.dr tbody tr:hover{{background:transparent}}
.dr.dr thead{{border-bottom:1px solid var(--dr-line)}}
.dr.dr th,.dr.dr td{{text-align:left;vertical-align:top;padding:3px 12px 3px 0;border:0;max-width:none;
white-space:normal;overflow-wrap:break-word;color:inherit;background:transparent}}
.dr.dr th{{font-weight:600;white-space:nowrap}}
.dr.dr .dr-facts th,.dr.dr .dr-pairs th{{font-weight:400;color:var(--dr-faint)}}
.dr.dr .dr-right{{text-align:right;font-variant-numeric:tabular-nums}}
.dr.dr .dr-pairs .dr-same{{border-bottom:2px solid var(--dr-same)}}
.dr.dr .dr-pairs .dr-like{{border-bottom:2px dashed var(--dr-like)}}
.dr.dr .dr-pairs .dr-apart{{border-bottom:2px dotted var(--dr-apart)}}
@media print{{.dr{{{_LIGHT}}}}}
""".replace("\n", "")
