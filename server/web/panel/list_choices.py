"""What stands in the selects of the list: the words of each choice, and always the one that the address bar holds."""

from itertools import groupby

from server import danish_dates, words
from server.domain.roles import Reader
from server.reading.panel_choices import Choices
from server.reading.panel_lists import Asked

Pairs = list[tuple[str, str]]
NAMES = ("stage", "school_class", "main_course", "period", "programme", "workplace", "owner")
STAGES = ("begun", "requested", "answered", "read", "gone")


def options(reader: Reader, choices: Choices, asked: Asked) -> dict[str, Pairs]:
    """Pairs of value and words by filter. One that cannot narrow anything is left out."""
    found: dict[str, Pairs] = {
        "stage": [("missing", words.text("panel_lists.missing"))]
        + [(name, words.text(f"panel_stage.{name}")) for name in STAGES],
        "school_class": [(name, name) for name in choices.classes],
        "main_course": [(str(number), f"H{number}") for number in choices.courses],
        "period": _periods(choices),
        "programme": choices.programmes if len(choices.programmes) > 1 else [],
        "workplace": choices.workplaces,
        "owner": _owners(choices) if "school" in reader.sides else [],
    }
    chosen = {name: str(getattr(asked.filters, name) or "") for name in NAMES}
    return {name: _with(found[name], chosen[name]) for name in NAMES if found[name] or chosen[name]}


def _with(pairs: Pairs, chosen: str) -> Pairs:
    """Also a choice of which there is none any more: else the select would say that all is shown."""
    anything = ("", words.text("panel_lists.any"))
    missing = [(chosen, chosen)] if chosen and chosen not in dict(pairs) else []
    return [anything, *pairs, *missing]


def _periods(choices: Choices) -> Pairs:
    """Each year as a whole, then the days school periods start on in it."""
    found: Pairs = []
    for year, days in groupby(choices.periods, key=lambda day: day.year):
        found.append((str(year), words.text("panel_lists.whole_year", year=year)))
        found += [(day.isoformat(), danish_dates.plain(day)) for day in days]
    return found


def _owners(choices: Choices) -> Pairs:
    own = [("mine", words.text("panel_lists.mine")), ("nobody", words.text("panel_lists.nobody"))]
    return own + [(one.key, one.shown) for one in choices.owners if one.key != choices.me.key]


def colleagues(known: Pairs, first: str) -> Pairs:
    """To whom cases can go: a colleague, or nobody. `first`: what asks to choose."""
    return [("", first), *known, ("nobody", words.text("panel_lists.nobody"))]
