"""An edition after the shipped one: a goal is gone, one has other words, one is new, one has another time."""

from dataclasses import replace
from datetime import UTC, date, datetime

from server.domain.catalogue import Edition, Goal, Machine, goals_of
from server.storage import editions
from tests.cast import SPECIALISATION
from tests.example import EDITION

DROPPED, REWORDED, SOONER = goals_of(EDITION, SPECIALISATION)[:3]
ADDED = Goal("kan_bruge_droner", REWORDED.work_area, "Kan måle op med drone", "Du måler op.", "Et tag.", 1)
WORDS = f"{REWORDED.text} – også digitalt"


def _goals() -> tuple[Goal, ...]:
    changed = {REWORDED.key: replace(REWORDED, text=WORDS), SOONER.key: replace(SOONER, expected_before=5)}
    return (ADDED, *(changed.get(one.key, one) for one in EDITION.goals if one.key != DROPPED.key))


NEWER = replace(
    EDITION, version="2026-08.1", valid_from=date(2026, 8, 1), goals=_goals(),
    machines=(*EDITION.machines, Machine("maaledrone", "Måledrone")),
)  # fmt: skip
NEWEST = replace(NEWER, version="2026-10.1", valid_from=date(2026, 10, 1))
COMING = replace(NEWER, version="2099-08.1", valid_from=date(2099, 8, 1))
WITHOUT = replace(  # the specialisation has another key: who follows it is not in it
    NEWER,
    version="2026-09.1",
    valid_from=date(2026, 9, 1),
    specialisations=(replace(EDITION.specialisations[0], key="et_andet", name="Et andet"),),
)


async def publish(*published: Edition) -> None:
    await editions.load(list(published), datetime.now(UTC))
