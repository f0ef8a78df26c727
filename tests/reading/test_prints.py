"""What the sheet for the final forms and the form for a pencil are made of, on both databases, and for whom."""

from uuid import UUID, uuid4

import pytest

from server.domain.agreements import Agreement
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.reading import final_form, paper_form
from server.storage.declarations import Declaration
from server.storage.listed import Listed
from tests import panel_rows, sealed_rows
from tests.cast import SCHOOL
from tests.example import EDITION, EDITIONS
from tests.panel_rows import NOW

TODAY = NOW.date()


def reader(address: str, *schools: UUID) -> Reader:
    return Reader(uuid4(), address, "", schools)


async def test_a_reader_knows_what_they_may_see_and_the_apprentice_all(open_database: str) -> None:
    await sealed_rows.class_of(1)
    one = await Declaration.first().select_related("apprentice")
    assert one
    waiting = await panel_rows.declaration(one.apprentice, "Alma", "sted@vaerkstedet.example", "supervisor")
    school, place = reader(SCHOOL), reader("sted@vaerkstedet.example")
    seen, unseen = await final_form.to_reader(school, one.id), await final_form.to_reader(place, waiting)
    sealed = await Declaration.filter(apprentice_id=one.apprentice_id, status="submitted").values_list("id", flat=True)
    assert (sorted(seen.opened), len(seen.payloads)) == (sorted(sealed), 2)
    assert (unseen.opened, unseen.payloads, unseen.profile["name"]) == ([], [], "Alma")
    own = await final_form.of_person(one.apprentice_id, TODAY)
    assert own.facts(Agreement(), TODAY)["workplace_name"] == seen.payloads[0]["workplace"]["name"]
    for other, of in ((place, one.id), (school, waiting), (reader("fremmed@post.example"), one.id)):
        with pytest.raises(NotFound):
            await final_form.to_reader(other, of)


async def test_an_apprentice_without_a_programme_has_no_goals_yet(open_database: str) -> None:
    person = await panel_rows.person()
    found = await final_form.of_person(person.id, TODAY)
    assert (found.edition, found.goals()) == (None, [])
    person.programme, person.specialisation = EDITION.programme, "bygningssnedker"
    await person.save()
    assert (await final_form.of_person(person.id, TODAY)).edition == EDITION


async def test_a_form_for_the_pencil_is_of_what_waits_and_nobody_elses(open_database: str) -> None:
    waiting = await panel_rows.declaration(await panel_rows.person(), "Alma")
    for who in (reader("fremmed@post.example"), reader(SCHOOL)):
        with pytest.raises(NotFound):
            await paper_form.to_reader(who, uuid4())
    with pytest.raises(NotFound):
        await paper_form.to_reader(reader("fremmed@post.example"), waiting)
    await Declaration.filter(id=waiting).update(status="submitted")
    with pytest.raises(NotFound):
        await paper_form.to_reader(reader(SCHOOL), waiting)
    assert await Listed.filter(declaration_id=waiting).exists()


async def test_there_is_a_blank_form_for_each_specialisation_and_main_course(open_database: str) -> None:
    choices = await paper_form.choices(TODAY)
    assert len(choices) == sum(len(edition.specialisations) for edition in EDITIONS)
    for one in choices:
        for number, name in one["courses"]:
            form = await paper_form.blank(one["edition"], one["key"], str(number))
            assert form.main_course_name() == name
            assert form.goals()
