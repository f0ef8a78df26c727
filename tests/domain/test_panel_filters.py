"""What stands in the address bar of a list, as people edit, paste and mistype it."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from server.domain import panel_filters, texts
from server.domain.case_owners import Owner, known_as
from server.domain.panel_filters import Filters


def read(query: str) -> tuple[Filters, list[str]]:
    return panel_filters.read(parse_qsl(query, keep_blank_values=True))


UNDERSTOOD: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("school_class=&main_course=&period=&programme=&stage=&workplace=&owner=", {}),
    ("school_class=+snedker-h3-26b+", {"school_class": "snedker-h3-26b"}),
    ("school_class=A%CC%8Arhus", {"school_class": "Århus"}),
    ("main_course=3", {"main_course": 3}),
    ("main_course=H3", {"main_course": 3}),
    ("main_course=03", {"main_course": 3}),
    ("period=2026", {"period": "2026"}),
    ("period=2026-12", {"period": "2026-12"}),
    ("period=2026-12-07", {"period": "2026-12-07"}),
    ("programme=moebelsnedker_og_orgelbygger", {"programme": "moebelsnedker_og_orgelbygger"}),
    ("stage=missing", {"stage": "missing"}),
    ("stage=read", {"stage": "read"}),
    ("stage=begun&stage=answered", {"stage": "answered"}),
    ("stage=read&stage=", {}),
    ("workplace=DK+13+74+81+36", {"workplace": "13748136"}),
    ("owner=mine", {"owner": "mine"}),
    ("owner=0123456789abcdef", {"owner": "0123456789abcdef"}),
    ("utm_source=mail&done=given&after=x&q=Navn", {}),
]


@pytest.mark.parametrize(("query", "expected"), UNDERSTOOD, ids=[case[0] or "nothing" for case in UNDERSTOOD])
def test_a_query_string_is_read_as_it_was_meant(query: str, expected: dict[str, Any]) -> None:
    assert read(query) == (Filters(**expected), [])


NOT_UNDERSTOOD = [
    ("school_class=" + "x" * 81, "school_class"),
    ("school_class=a%00b", "school_class"),
    ("school_class=a%E2%80%AEb", "school_class"),
    ("main_course=tre", "main_course"),
    ("main_course=0", "main_course"),
    ("main_course=99999999999999999999", "main_course"),
    ("main_course=%D9%A3", "main_course"),
    ("period=2026-13", "period"),
    ("period=2026-02-30", "period"),
    ("period=2026-00", "period"),
    ("period=2026-12-00", "period"),
    ("period=0000", "period"),
    ("period=7.+december", "period"),
    ("programme=%27+OR+1%3D1", "programme"),
    ("stage=finished", "stage"),
    ("workplace=1374813", "workplace"),
    ("workplace=Snedker+Hansen", "workplace"),
    ("workplace=%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1", "workplace"),
    ("owner=hanne%40skole.example", "owner"),
]


@pytest.mark.parametrize(("query", "told"), NOT_UNDERSTOOD, ids=[case[0][:40] for case in NOT_UNDERSTOOD])
def test_a_value_nobody_understands_is_left_out_and_told(query: str, told: str) -> None:
    assert read(f"{query}&stage=begun" if told != "stage" else query) == (
        Filters(stage=None if told == "stage" else "begun"),
        [told],
    )


@pytest.mark.parametrize(("query", "expected"), UNDERSTOOD, ids=[case[0] or "nothing" for case in UNDERSTOOD])
def test_what_was_read_is_written_one_way(query: str, expected: dict[str, Any]) -> None:
    filters = Filters(**expected)
    assert read(filters.query()) == (filters, [])
    assert filters.narrow() == bool(expected)


def test_the_query_string_has_one_order_and_nothing_empty() -> None:
    filters, _ = read("owner=nobody&main_course=H2&school_class=A+%26+B&stage=")
    assert filters.query() == "school_class=A+%26+B&main_course=2&owner=nobody"
    assert filters.query(after="2026-12-07_x") == "school_class=A+%26+B&main_course=2&owner=nobody&after=2026-12-07_x"
    assert Filters().query() == ""


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-12-07", date(2026, 12, 7), date(2026, 12, 7)),
    ],
)
def test_a_period_is_a_year_a_month_or_a_day(period: str, first: date, last: date) -> None:
    assert panel_filters.span(period) == (first, last)


def test_without_a_filter_all_but_the_withdrawn_are_shown() -> None:
    assert panel_filters.stages(None) == ("begun", "requested", "answered", "read")
    assert panel_filters.stages("missing") == ("begun", "requested")
    assert panel_filters.stages("gone") == ("gone",)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Søren   ÅSE ", ["soeren", "aase"]),
        ("Aase åse", ["aase"]),
        ("ÆRØ møbler", ["aeroe", "moebler"]),
        ("Mu\u0308ller André", ["muller", "andre"]),
        ("100% a_b", ["100%", "a_b"]),
        ("   ", []),
    ],
)
def test_a_search_is_folded_into_words(typed: str, words: list[str]) -> None:
    assert panel_filters.search_words(typed) == words


def test_a_class_is_known_in_each_spelling() -> None:
    known = ["Snedker H3", "snedker  h3", "snedker h30", "SNEDKER H3"]
    assert panel_filters.same_class("snedker h3", known) == ["Snedker H3", "snedker  h3", "SNEDKER H3"]


def test_an_owner_has_a_key_that_names_nobody() -> None:
    key = Owner("kontor@skole.example", "Hanne Holm").key
    assert key == Owner("kontor@skole.example", "hanne  HOLM").key
    assert key != Owner("kontor@skole.example", "Karen").key
    assert panel_filters.read([("owner", key)]) == (Filters(owner=key), [])


@pytest.mark.parametrize(
    ("typed", "registered", "name"),
    [
        ("Hanne", "Hanne Holm", "Hanne Holm"),
        ("", "Hanne Holm", "Hanne Holm"),
        ("Karen", "Kontoret", "Karen"),
        ("Hanne Holm", "", "Hanne Holm"),
        ("", "", ""),
    ],
)
def test_somebody_is_called_what_the_school_calls_them_unless_they_are_another(
    typed: str, registered: str, name: str
) -> None:
    assert known_as(typed, registered) == name


def test_names_stand_in_the_order_of_the_danish_alphabet() -> None:
    names = ["Zenia", "Aase", "ærø", "Østbo", "Anders", "Ås", "Bo"]
    assert sorted(names, key=texts.danish_order) == ["Anders", "Bo", "Zenia", "ærø", "Østbo", "Ås", "Aase"]
