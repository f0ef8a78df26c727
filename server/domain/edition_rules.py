"""Whether an edition that was put together on a page may be published: the rules of a file, without a file."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from server import danish_dates
from server.domain import catalogue_changes, catalogue_rules, edition_things
from server.domain.catalogue import Edition, from_json
from server.domain.catalogue_problems import CatalogueProblem
from server.domain.catalogue_yaml import At
from server.domain.edition_things import ABOUT
from server.domain.refusal import FieldProblem, InputInvalid, Refusal

AHEAD = timedelta(days=5 * 366)  # a year typed wrong would otherwise stand in the way of every edition after it


def problems(content: Mapping[str, Any]) -> list[CatalogueProblem]:
    """Everything that does not fit, as of a file; its lines mean nothing here."""
    edition = from_json(content)
    told = {**content, "law": edition.law.version}
    return catalogue_rules.problems("", _at(told).value, {edition.law.version: edition.law})


def _at(value: Any) -> At:
    if isinstance(value, Mapping):
        return At({name: _at(inner) for name, inner in value.items()}, 0)
    if isinstance(value, list):
        return At([_at(inner) for inner in value], 0)
    return At(value, 0)


def demand_day(valid_from: date | None, today: date, newest: date | None) -> date:
    """From a day that is not over nor many years away, and after the day of the programme's newest edition."""
    code = None
    if valid_from is None:
        code = "date_wrong"
    elif valid_from < today:
        code = "edition_day_past"
    elif valid_from > today + AHEAD:
        code = "edition_day_far"
    elif newest and valid_from <= newest:
        told = danish_dates.plain(newest)
        raise InputInvalid([FieldProblem.of("valid_from", "edition_day_before_newest", day=told)])
    if code or valid_from is None:
        raise InputInvalid([FieldProblem("valid_from", code or "date_wrong")])
    return valid_from


def same(content: Mapping[str, Any], newest: Edition) -> bool:
    """Whether it says what the newest edition says, in the same order: then there is nothing to publish."""
    told = newest.as_json()
    names = (*(field.name for field in ABOUT), "goals_are_examples", "law")
    return all(content[name] == told[name] for name in names) and not catalogue_changes.changes(
        newest, from_json(content)
    )


def demand_publishable(
    content: Mapping[str, Any], newest: Edition | None, valid_from: date | None, seen: str, today: date
) -> date:
    """The day it will hold from. `seen`: the fingerprint of the whole as somebody looked at it."""
    day = demand_day(valid_from, today, newest.valid_from if newest else None)
    if edition_things.whole(content, newest.id if newest else None) != seen:
        raise Refusal("draft_moved")
    if newest and same(content, newest):
        raise Refusal("edition_unchanged")
    if problems(content):
        raise Refusal("edition_unfit")
    return day


def published(content: Mapping[str, Any], version: str, valid_from: date) -> Edition:
    """The edition as it will hold for ever."""
    return from_json({**content, "version": version, "valid_from": valid_from.isoformat()})
