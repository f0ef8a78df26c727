"""The sheet for the committee's final forms: all that is known, a line where nothing is, and clearly not the form."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from server.documents import final_form
from server.domain.agreements import Agreement
from server.domain.catalogue import goals_of
from server.reading.final_form import Known
from tests.cast import SPECIALISATION
from tests.documents import known, readback
from tests.documents.hostile import TEXTS
from tests.example import EDITION

NOW = datetime(2028, 3, 31, 10, tzinfo=UTC)
NAMED = Known(known.PROFILE, EDITION, [], frozenset(), own=True)


def sheet(kind: str, found: Known, agreement: Agreement | None = None, send_to: str = "") -> bytes:
    return final_form.sheet(kind, found, agreement or Agreement(), send_to, NOW)


def text(*args: Any, **more: Any) -> str:
    return readback.text(sheet(*args, **more))


def whole() -> Known:
    """Six periods at two workplaces, with something in every field."""
    functions = {f"supervisor__function__{one.key}": True for area in EDITION.work_areas for one in area.functions}
    machines = {f"supervisor__machine__{one.key}": True for one in EDITION.machines}
    levels = {f"supervisor__goal__{one.key}": "routine" for one in goals_of(EDITION, SPECIALISATION)}
    last = known.period(6, "2028-03-31", "Værkstedet", supervisor__remarks="Dygtig", **functions, **machines, **levels)
    return known.of(*(known.period(n, f"{2024 + n // 2}-0{1 + n}-15") for n in range(1, 6)), last)


def test_it_says_on_top_that_it_is_not_the_form_and_where_that_goes() -> None:
    told = text("final", whole(), send_to="Udvalget\nVejen 1\n1234 By")
    assert told.startswith("Oplysninger til den afsluttende erklæring Åse Ærø Det her er ikke skemaet.")
    assert "Her skal skemaet sendes hen Udvalget Vejen 1 1234 By" in told
    assert "Spørg skolen eller det faglige udvalg" in text("final", whole())


def test_everything_that_is_known_stands_in_it() -> None:
    found = whole()
    told = text("final", found)
    for expected in (
        "laerling@post.example", "Bygningssnedker 2023-08.1", "1. august 2024",
        "“Mål nået” ved en periode", "Værkstedet", "13748136", "Mester Eksempel",
        "skolen@skole.example", "15. marts 2025", "31. marts 2028", "28 af 28 mål er nået", "Dygtig", "Eksempelmål.",
        "Låste erklæringer: 6",
    ):  # fmt: skip
        assert expected in told, expected
    assert told.count("Snedkeriet Ærø, CVR 13748136") == 5
    assert told.count("Som rutine H6 Ja") == len(goals_of(EDITION, SPECIALISATION))
    for one in (*EDITION.goals, *EDITION.work_areas, *EDITION.machines):
        assert (one.text if hasattr(one, "text") else one.name) in told


def test_what_is_not_known_is_left_open() -> None:
    """An apprentice without a single declaration gets the sheet all the same."""
    told = text("final", NAMED)
    assert "Der er ingen erklæringer" in told
    assert "Nej" not in told.replace("Nej, ikke nået", "")
    assert text("final", Known({"name": "", "specialisation": ""}, None, [], frozenset(), own=True))


def test_partly_completed_says_when_and_why_the_agreement_ends() -> None:
    said = Agreement(date(2025, 1, 1), date(2026, 6, 30), "early")
    told = text("partly_completed", whole(), said)
    assert told.startswith("Oplysninger til erklæringen om delvist gennemført oplæring")
    assert "Begyndte 1. januar 2025 Slutter 30. juni 2026" in told
    assert "Aftalen gjaldt kun en del af uddannelsen × Aftalen er ophævet før tid" in told
    assert "×" not in text("partly_completed", whole())
    assert "Aftalen er ophævet" not in text("final", whole())


def test_a_disputed_signature_is_told() -> None:
    one = known.period(2, "2026-12-04")
    found = known.of(one, disputed=frozenset([one["declaration"]["id"]]))
    assert "Underskriften er bestridt" in text("final", found)
    assert "Underskriften er bestridt" not in text("final", known.of(one))


def test_who_prints_for_somebody_else_is_told_that_it_may_not_be_all() -> None:
    assert "Her står kun det, der er i de erklæringer, du kan se" in text("final", known.of(own=False))
    assert "Her står kun det" not in text("final", known.of())


@pytest.mark.parametrize("kind", ["final", "partly_completed"])
def test_it_is_tagged_danish_and_short(kind: str) -> None:
    content = sheet(kind, whole())
    assert readback.claims(content)["ua"] == "1"
    assert readback.claims(content)["lang"] == "da-DK"
    assert {"/H1", "/H2", "/Table", "/THead", "/TH"} <= set(readback.tags(content))
    assert readback.pages(content) <= 3


@pytest.mark.parametrize("hostile", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_in_every_field_leave_a_whole_document(hostile: str) -> None:
    one = known.period(2, "2026-12-04", hostile[:80], supervisor__remarks=hostile, supervisor__name=hostile[:80])
    one["goals"][0] |= {"text": hostile[:200]}
    one["period"] |= {"main_course_name": hostile[:20]}
    one["work_areas"] = [{"name": hostile[:60], "functions": [hostile[:60]]}]
    one["machines"] = [hostile[:60]]
    content = sheet("final", known.of(one, name=hostile[:80], address=hostile[:80]), send_to=hostile[:200])
    assert "root:" not in readback.text(content)
    assert readback.text(content).endswith(f"Side {readback.pages(content)} af {readback.pages(content)}")
    assert readback.claims(content)["ua"] == "1"
