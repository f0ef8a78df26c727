"""What the panel's list can be narrowed by, of all that the reader may see. A constant number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from server.domain import texts
from server.domain.case_owners import Owner
from server.domain.roles import Reader
from server.storage import case_owners, editions
from server.storage.listed import Listed
from server.storage.visible import to_reader

COLUMNS = ("school_class", "main_course", "school_period_starts_on", "programme", "workplace_cvr", "workplace_name")


@dataclass(frozen=True)
class Choices:
    classes: list[str]  # one spelling of each
    courses: list[int]
    periods: list[date]  # newest first
    programmes: list[tuple[str, str]]  # key and name
    workplaces: list[tuple[str, str]]  # CVR number and name
    owners: list[Owner]
    me: Owner
    spellings: list[str]  # of classes, as apprentices typed them


async def of(reader: Reader) -> Choices:
    rows = Listed.filter(to_reader(reader, key="declaration_id")).exclude(stage="gone").distinct()
    found = await rows.values_list(*COLUMNS, "stage")
    names = await editions.programme_names()
    spellings = sorted({row[0] for row in found if row[0]}, reverse=True)
    return Choices(
        classes=_in_order({texts.folded(one): one for one in spellings}.values()),
        courses=sorted({row[1] for row in found if row[1]}),
        periods=sorted({row[2] for row in found if row[2]}, reverse=True),
        programmes=[(key, names.get(key, key)) for key in _in_order({row[3] for row in found if row[3]})],
        workplaces=sorted({row[4]: row[5] for row in found if row[4] and row[6] != "begun"}.items(), key=_by_name),
        owners=await case_owners.of_school(reader),
        me=await case_owners.me(reader),
        spellings=spellings,
    )


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=texts.danish_order)


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return texts.danish_order(pair[1]), pair[0]
