"""The panel's list: exactly what the reader may see, narrowed, searched, and each row on one page."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.domain import panel_filters
from server.domain.case_owners import Owner
from server.domain.panel_filters import Filters
from server.domain.roles import Reader
from server.reading import panel_choices, panel_lists
from server.storage.follow_ups import FollowUp
from tests import panel_rows as rows
from tests.cast import CONTACT, SCHOOL

pytestmark = pytest.mark.usefixtures("open_database")
AT_SCHOOL = Reader(uuid4(), SCHOOL, "Hanne")


async def listed(reader: Reader, search: str = "", **filters: Any) -> list[str]:
    choices = await panel_choices.of(reader)
    words = panel_filters.search_words(search)
    wanted = panel_lists.narrowed(reader, Filters(**filters), words, choices)
    return [row["apprentice_name"] for row in (await panel_lists.page(reader, wanted, None))["rows"]]


async def owned(declaration_id: UUID, address: str, name: str | None) -> None:
    await FollowUp.create(declaration_id=declaration_id, owner_address=address, owner_name=name, note="", revision=0)


async def test_a_reader_sees_what_is_theirs_by_address_domain_or_code() -> None:
    ours, other = await rows.school(), await rows.school("En anden")
    called, called_by_other = await rows.summons(ours), await rows.summons(other, code="BCDE2345")
    who = await rows.person()
    await rows.declaration(who, "Adresse")
    await rows.declaration(who, "Domæne", "kontor@skolen.example", school_id=ours)
    await rows.declaration(who, "Kode", None, stage="begun", summons_id=called)
    await rows.declaration(who, "Andens kode", None, stage="begun", summons_id=called_by_other)
    await rows.declaration(who, "Andens domæne", "kontor@anden.example", school_id=other)
    await rows.declaration(who, "Værkstedet", CONTACT, "workplace_contact")
    assert await listed(AT_SCHOOL) == ["Adresse"]
    assert await listed(Reader(uuid4(), SCHOOL, "", (ours,))) == ["Adresse", "Domæne", "Kode"]
    assert await listed(Reader(uuid4(), CONTACT, "")) == ["Værkstedet"]
    assert await listed(Reader(uuid4(), "fremmed@post.example", "")) == []


async def test_each_filter_narrows() -> None:
    who = await rows.person()
    await rows.declaration(who, "Alma", school_class="Snedker H3", main_course=3)
    await rows.declaration(who, "Bo", school_class="snedker  h3", school_period_starts_on=date(2026, 8, 3))
    await rows.declaration(who, "Carl", main_course=1, school_period_starts_on=date(2025, 12, 1), stage="answered")
    await rows.declaration(who, "Dea", programme="maskinsnedker", workplace_cvr="25313763", stage="read")
    await rows.declaration(who, "Erik", stage="begun", workplace_cvr="25313763")
    await rows.declaration(who, "Trukket", stage="gone")
    await rows.declaration(who, "Kasseret", stage="gone", status="draft")
    assert await listed(AT_SCHOOL, school_class="SNEDKER H3") == ["Alma", "Bo"]
    assert await listed(AT_SCHOOL, main_course=1) == ["Carl"]
    assert await listed(AT_SCHOOL, period="2026") == ["Alma", "Dea", "Erik", "Bo"]
    assert await listed(AT_SCHOOL, period="2026-12") == ["Alma", "Dea", "Erik"]
    assert await listed(AT_SCHOOL, period="2025-12-01") == ["Carl"]
    assert await listed(AT_SCHOOL, programme="maskinsnedker") == ["Dea"]
    assert await listed(AT_SCHOOL, stage="missing") == ["Alma", "Erik", "Bo"]
    assert await listed(AT_SCHOOL, stage="gone") == ["Trukket"]
    assert await listed(AT_SCHOOL, workplace="25313763") == ["Dea"]
    assert await listed(AT_SCHOOL, programme="maskinsnedker", stage="begun") == []
    assert await listed(AT_SCHOOL, school_class="findes ikke") == []


async def test_a_search_finds_all_words_in_any_spelling_and_takes_no_sign_for_a_wildcard() -> None:
    who = await rows.person()
    await rows.declaration(who, "Åse Sørensen", workplace_name="Møbelhuset")
    await rows.declaration(who, "Ole 100% Holm", school_class="h_3", workplace_name="Tømrer & Co")
    await rows.declaration(who, "Ole Back\\slash", school_class="hx3", workplace_name="Tømrer & Co")
    assert await listed(AT_SCHOOL, "aase") == ["Åse Sørensen"]
    assert await listed(AT_SCHOOL, "åse MØBEL") == ["Åse Sørensen"]
    assert await listed(AT_SCHOOL, "sorensen") == []
    assert await listed(AT_SCHOOL, "ole holm") == ["Ole 100% Holm"]
    assert await listed(AT_SCHOOL, "0%") == ["Ole 100% Holm"]
    assert await listed(AT_SCHOOL, "h_3") == ["Ole 100% Holm"]
    assert await listed(AT_SCHOOL, "back\\") == ["Ole Back\\slash"]
    assert await listed(AT_SCHOOL, "' OR 1=1 --") == []
    assert await listed(AT_SCHOOL, "toemrer", school_class="hx3") == ["Ole Back\\slash"]


async def test_every_row_stands_on_one_page_also_without_a_date_and_with_the_same_name() -> None:
    who = await rows.person()
    made = {await rows.declaration(who, "Samme Navn") for _ in range(60)}
    made |= {await rows.declaration(who, "Anna Uden Dato", school_period_starts_on=None) for _ in range(55)}
    wanted = panel_lists.narrowed(AT_SCHOOL, Filters(), [], await panel_choices.of(AT_SCHOOL))
    pages, after = [], None
    while True:
        page = await panel_lists.page(AT_SCHOOL, wanted, after)
        pages.append([row["declaration_id"] for row in page["rows"]])
        assert page["count"] == 115
        if not (after := page["next"]):
            break
    assert [len(page) for page in pages] == [50, 50, 15]
    assert {one for page in pages for one in page} == made
    everything = await panel_lists.whole(AT_SCHOOL, wanted)
    assert [row["declaration_id"] for row in everything] == [one for page in pages for one in page]
    assert {row["apprentice_name"] for row in everything[60:]} == {"Anna Uden Dato"}


async def test_a_key_of_something_else_begins_at_the_top() -> None:
    who = await rows.person()
    await rows.declaration(who, "Alma")
    foreign = await rows.declaration(who, "Fremmed", CONTACT)
    wanted = panel_lists.narrowed(AT_SCHOOL, Filters(), [], await panel_choices.of(AT_SCHOOL))
    for after in (foreign, uuid4()):
        page = await panel_lists.page(AT_SCHOOL, wanted, after)
        assert ([row["apprentice_name"] for row in page["rows"]], page["first"]) == (["Alma"], True)


async def test_a_draft_shows_a_name_and_no_answers() -> None:
    ours = await rows.school()
    called = await rows.summons(ours)
    await rows.declaration(await rows.person(), "Alma", None, stage="begun", summons_id=called)
    reader = Reader(uuid4(), "hanne@skolen.example", "", (ours,))
    choices = await panel_choices.of(reader)
    [row] = (await panel_lists.page(reader, panel_lists.narrowed(reader, Filters(), [], choices), None))["rows"]
    assert (row["workplace_name"], row["workplace_cvr"], row["required"], row["answered"]) == ("", "", 0, 0)
    assert choices.workplaces == []


async def test_who_has_a_case_is_told_at_the_school_only() -> None:
    who = await rows.person()
    ours = await rows.declaration(who, "Vores")
    free = await rows.declaration(who, "Ledig")
    theirs = await rows.declaration(who, "Fra os", SCHOOL, "workplace_contact")
    for one in (ours, theirs):
        await owned(one, "hanne@skolen.example", "Hanne Holm")
    await FollowUp.create(declaration_id=free, note="Ring", revision=1)
    hanne = Owner("hanne@skolen.example", "Hanne Holm")
    choices = await panel_choices.of(AT_SCHOOL)
    assert choices.owners == [hanne]
    wanted = panel_lists.narrowed(AT_SCHOOL, Filters(), [], choices)
    found = (await panel_lists.page(AT_SCHOOL, wanted, None))["rows"]
    assert {row["apprentice_name"]: row["owner"] for row in found} == {"Vores": hanne, "Ledig": None, "Fra os": None}
    assert await listed(AT_SCHOOL, owner=hanne.key) == ["Vores"]
    assert await listed(AT_SCHOOL, owner="nobody") == ["Ledig"]
    assert await listed(AT_SCHOOL, owner="mine") == []
    await FollowUp.filter(declaration_id=free).update(owner_address=SCHOOL, owner_name="Hanne")
    assert await listed(AT_SCHOOL, owner="mine") == ["Ledig"]
    assert await listed(Reader(uuid4(), SCHOOL, "Karen"), owner="mine") == []


async def test_the_choices_are_what_there_is() -> None:
    who = await rows.person()
    await rows.declaration(who, "Alma", school_class="B", workplace_name="Østværk", workplace_cvr="25313763")
    await rows.declaration(who, "Bo", school_class="b", main_course=1, school_period_starts_on=date(2026, 8, 3))
    await rows.declaration(
        who, "Carl", school_class="", main_course=None, school_period_starts_on=None, workplace_cvr=""
    )
    await rows.declaration(who, "Fremmed", CONTACT, school_class="hemmelig")
    choices = await panel_choices.of(AT_SCHOOL)
    assert choices.classes == ["B"]
    assert choices.courses == [1, 3]
    assert choices.periods == [date(2026, 12, 7), date(2026, 8, 3)]
    assert choices.programmes == [("bygningssnedker", "Bygningssnedker")]
    assert choices.workplaces == [("13748136", "Snedkeriet Ærø"), ("25313763", "Østværk")]
