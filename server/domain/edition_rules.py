"""Whether an edition that was put together on a page may be published: the rules of a file, without a file."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from server import danish_dates
from server.domain import catalogue_rules
from server.domain.catalogue import Edition, from_json
from server.domain.catalogue_problems import CatalogueProblem
from server.domain.catalogue_yaml import At
from server.domain.refusal import FieldProblem, InputInvalid

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


def published(content: Mapping[str, Any], version: str, valid_from: date) -> Edition:
    """The edition as it will hold for ever."""
    return from_json({**content, "version": version, "valid_from": valid_from.isoformat()})
