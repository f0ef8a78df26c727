"""What a field of the committee's form may take, in words, and examples to see it filled with."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from server import words
from server.documents import official_form
from server.reading import official_forms

Pairs = list[tuple[str, str]]


async def offered(programme: str, links: Iterable[Any], today: date) -> list[tuple[str, Pairs]]:
    """The facts as groups of `(key, words)`: texts, ticks, and each goal's. One that is taken is always among them."""
    goals = [(fact, goal_words(fact, text)) for fact, text in await official_forms.goals(programme, today)]
    known = [(fact, words.text(f"fact.{fact}")) for fact in official_form.FACTS]
    ticks = [pair for pair in known if official_form.is_tick(pair[0])]
    named = {fact for fact, _ in [*known, *goals]}
    others = [(link.fact, link.fact) for link in links if link.fact not in named]
    groups = [
        (words.text("panel_forms.texts"), [pair for pair in known if pair not in ticks]),
        (words.text("panel_forms.ticks"), ticks),
        (words.text("panel_forms.goal_levels"), [pair for pair in goals if not official_form.is_tick(pair[0])]),
        (words.text("panel_forms.goal_ticks"), [pair for pair in goals if official_form.is_tick(pair[0])]),
        (words.text("panel_forms.former"), list(dict(others).items())),
    ]
    return [(name, pairs) for name, pairs in groups if pairs]


def goal_words(fact: str, text: str) -> str:
    return words.text(f"fact.{fact.partition('.')[0]}", goal=text)


def said(groups: Iterable[tuple[str, Pairs]]) -> dict[str, str]:
    """The words of each fact that is offered."""
    return {fact: told for _, pairs in groups for fact, told in pairs}


def examples(facts: Iterable[str], told: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """A person that is not; `told`: what is said of them otherwise than usual."""
    return {fact: _example(fact, told or {}) for fact in facts}


async def longest(programme: str, today: date) -> Mapping[str, str]:
    """The same person with everything as long as it can be."""
    usual = {fact: _example(fact, {}) for fact in official_form.FACTS if not official_form.is_tick(fact)}
    return await official_forms.longest(programme, today, usual)


def _example(fact: str, told: Mapping[str, str]) -> str:
    if official_form.is_tick(fact):
        return official_form.TICK
    kind, _, goal = fact.partition(".")
    return told.get(fact) or (words.text("fact_example.goal_level") if goal else words.text(f"fact_example.{kind}"))
