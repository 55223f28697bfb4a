"""Legal forms: the reviewed table, and what is dropped from a name."""

from __future__ import annotations

import pytest

from screening import shipped
from screening.names import legal_forms
from screening.names.business_words import segments
from screening.names.legal_forms import families_differ, strip
from screening.names.text import Text, read

ROWS = list(shipped.rows("legal_forms.csv"))
FAMILIES = {"limited", "public", "state", "nonprofit", ""}
PLACES = {"", "front", "end", "beside", "ends"}


def is_native(form: str) -> bool:
    return any("\u1100" <= letter <= "\u11ff" or "\u3040" <= letter <= "\ud7a3" for letter in form)


@pytest.mark.parametrize(
    ("name", "words", "family"),
    [
        # where companies of the scheme sit
        ("延边银星网络科技有限公司", None, "limited"),
        ("Yanbian Yinxing Wangluo Keji Youxian Gongsi", ("yanbian", "yinxing", "wangluo", "keji"), "limited"),
        ("Jusik Hoesa Romashka", ("romashka",), "limited"),
        ("Công ty TNHH Một thành viên Sao Bắc", ("sao", "bac"), "limited"),
        ("CÔNG TY CỔ PHẦN Romashka", ("romashka",), "public"),
        ("Romashka JSC", ("romashka",), "public"),
        ("ООО «Ромашка»", ("romashka",), "limited"),
        ("ИП Примеров", ("primerov",), "limited"),
        ("ФГУП Ромашка", ("romashka",), "state"),
        ("FEDERALNOE GOSUDARSTVENNOE UNITARNOE PREDPRIIATIE ROMASHKA", ("romashka",), "state"),
        ("OBSCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU ROMASHKA", ("romashka",), "limited"),
        ("Obshchestvo s ogranichennoy otvetstvennostiu Romashka", ("romashka",), "limited"),
        ("PUBLICHNOE AKTSIONERNOYE OBSHCHESTVO ROMASHKA", ("romashka",), "public"),
        ("Товариство з обмеженою відповідальністю Ромашка", ("romashka",), "limited"),
        ("TAVARYSTVA Z ABMEZHAVANAY ADKAZNASTSYU ROMASHKA", ("romashka",), "limited"),
        ("Romashka FZ-LLC", ("romashka",), "limited"),
        ("Romashka S.A.L. Offshore", ("romashka",), "public"),
        ("Sherkat Sahami Khass Romashka", ("romashka",), "public"),
        ("PT. Romashka Tbk", ("romashka",), "public"),
        ("Romashka Sdn. Bhd.", ("romashka",), "limited"),
        # and elsewhere
        ("Romashka s.r.o.", ("romashka",), "limited"),
        ("Romashka spol. s r.o.", ("romashka",), "limited"),
        ("Romashka Sp. z o.o.", ("romashka",), "limited"),
        ("Romashka S. de R.L. de C.V.", ("romashka",), "limited"),
        ("Romashka y Cía. S. en C.", ("romashka",), "limited"),
        ("Romashka Sanayi ve Ticaret Anonim Şirketi", ("romashka", "sanayi", "ve", "ticaret"), "public"),
        ("Romashka GmbH & Co. KG", ("romashka",), "limited"),
        ("Romashka Részvénytársaság", ("romashka",), "public"),
        ("Ρωμασκα Ανώνυμη Εταιρεία", None, "public"),
        ("Romashka Kabushiki Kaisha", ("romashka",), "limited"),
        ("Romashka e.V.", ("romashka",), "nonprofit"),
    ],
)
def test_forms_are_dropped(name: str, words: tuple[str, ...] | None, family: str) -> None:
    kept, families = strip(read(name))
    assert family in families
    assert words is None or kept == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Silverstar Limitd", ("silverstar",)),
        ("Silverstar Incorported", ("silverstar",)),
        ("Silverstar Joint Stok Company", ("silverstar", "joint", "stok")),  # four letters are too few to guess
        ("Silverstar Limited Liabilty Company", ("silverstar",)),
        (
            "Silverstar Foundation",
            ("silverstar", "foundation"),
        ),  # one letter from fondation, and a word of its own
        ("Silverstar Co-operation", ("silverstar", "co", "operation")),
        ("Sharia Board", ("sharia", "board")),
    ],
)
def test_one_typing_error_is_forgiven_in_long_words(name: str, words: tuple[str, ...]) -> None:
    assert strip(read(name))[0] == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AS Romashka", ("as", "romashka")),
        ("Romashka AS", ("romashka",)),
        ("AO Romashka", ("romashka",)),
        ("Romashka et Fils", ("romashka", "et", "fils")),
        ("OAO KB Romashka", ("kb", "romashka")),  # a design bureau, no Swedish partnership
        ("Kim Ou Jin", ("kim", "ou", "jin")),
        ("Sal Romashka", ("sal", "romashka")),
        ("Romashka SAL", ("romashka",)),
        ("AO", ("ao",)),
        ("", ()),
    ],
)
def test_short_forms_are_forms_in_their_place_only(name: str, words: tuple[str, ...]) -> None:
    assert strip(read(name))[0] == words


def test_nothing_dropped_is_the_same_words() -> None:
    words = ("silver", "star")
    assert strip(Text(words)) == (words, frozenset())
    assert strip(Text(words))[0] is words


@pytest.mark.parametrize(
    "name", ["x" * 512, " ".join(["limited"] * 64), " ".join(["obshchestvo"] * 42), "co " * 63]
)
def test_any_name_is_read(name: str) -> None:
    assert strip(read(name))[0]


def test_rows_are_clean_and_unique() -> None:
    assert [row["form"] for row in ROWS if row["form"] != " ".join(row["form"].split()) or not row["form"]] == []
    assert len({row["form"] for row in ROWS}) == len(ROWS)
    assert {row["family"] for row in ROWS} == FAMILIES
    assert {row["place"] for row in ROWS} <= PLACES
    codes = {row["code"] for row in shipped.rows("countries.csv")} | {"EU"}
    assert {code for row in ROWS for code in row["countries"].split()} <= codes


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["family"] and not is_native(row["form"])],
    ids=lambda row: row["form"],
)
def test_every_form_is_recognised(row: dict[str, str]) -> None:
    name = f"{row['form']} Romashka" if row["place"] == "front" else f"Romashka {row['form']}"
    kept, families = strip(read(name))
    assert kept == ("romashka",)
    assert row["family"] in families or families


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["family"] and is_native(row["form"])], ids=lambda row: row["form"]
)
def test_every_native_form_is_translated_into_a_form(row: dict[str, str]) -> None:
    english = " ".join(words for _, words in segments(f"银星{row['form']}"))
    kept, families = strip(Text(("romashka", *english.split())))
    assert (kept, families) == (("romashka",), frozenset({row["family"]}))


def test_families() -> None:
    assert families_differ(frozenset({"nonprofit"}), frozenset({"limited"}))
    assert not families_differ(frozenset({"public"}), frozenset({"limited"}))
    assert not families_differ(frozenset({"nonprofit"}), frozenset())


def test_words_of_business_can_be_had_here_too() -> None:
    assert "trading" in legal_forms.GENERIC
    assert "bank" in legal_forms.FIELDS
    assert legal_forms.FIELDS < legal_forms.GENERIC
    assert "the" in legal_forms.STOP
    with pytest.raises(AttributeError, match="LOCAL"):
        _ = legal_forms.LOCAL
