"""Keeping the committee's forms, on both databases."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from server.actions import official_forms
from server.documents import official_form
from server.domain.official_forms import Link
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.reading import official_forms as reading
from server.storage.official_forms import OfficialFormUse
from tests.documents import official
from tests.official_forms import BY, NOW, added, connected, seen

FACTS = ("apprentice_name", "workplace_name")


async def replace(form_id: object, content: bytes) -> None:
    checked = official_form.check(content)
    await official_forms.replace(form_id, content, "ny.pdf", checked.fields, checked.pages, by=BY, now=NOW)


async def test_a_form_is_kept_byte_for_byte_with_who_and_when(open_database: str) -> None:
    content = official.whole().content()
    told = await reading.one(await added(content=content))
    assert told["form"].content == content
    assert (told["uploaded_by"], told["uploaded_at"], told["file_name"]) == (BY, NOW, "blanket.pdf")
    assert (told["page_count"], told["field_count"], told["mapped_count"], told["mapped_by"]) == (2, 9, 0, None)


async def test_there_is_one_of_a_kind_for_a_programme(open_database: str) -> None:
    await added("final", "")
    await added("final", "bygningssnedker")
    await added("partly_completed", "")
    with pytest.raises(InputInvalid) as refused:
        await added("final", "")
    assert refused.value.problems[0].code == "form_there"
    assert len(await reading.all_forms()) == 3


NAME, PLACE = Link("navn", "apprentice_name"), Link("navn", "workplace_name")
LATER = NOW + timedelta(days=1)


async def given(programme: str = "bygningssnedker") -> list[Link] | None:
    """What people get: the links of the form, or None for the sheet."""
    found = await reading.mapped("final", programme)
    assert (await reading.mapped_kinds(programme) == ["final"]) is bool(found)
    return list(found.links) if found else None


async def take(form_id: UUID, seen_before: str = "", now: datetime = LATER) -> None:
    await official_forms.take_into_use(form_id, seen_before or await seen(form_id), by="b@logbog.example", now=now)


async def test_the_programmes_own_form_goes_before_the_one_for_all_once_it_is_in_use(open_database: str) -> None:
    await added("final", "", links=[NAME])
    own = await added("final", "bygningssnedker")
    assert await reading.mapped("partly_completed", "bygningssnedker") is None
    await connected(own, [PLACE])
    assert await given() == [NAME]
    assert (await reading.one(own))["common"]
    await take(own)
    assert (await given(), await given("maskinsnedker")) == ([PLACE], [NAME])


async def test_nobody_gets_a_draft_and_what_is_in_use_is_left_alone_by_it(open_database: str) -> None:
    form_id = await added()
    await connected(form_id, [NAME])
    assert await given() is None, "saved and not in use"
    await take(form_id)
    assert await given() == [NAME]
    await connected(form_id, [PLACE])
    assert await given() == [NAME]
    newer = official.simple("nyt").content()
    await replace(form_id, newer)
    told, found = await reading.one(form_id), await reading.in_use(form_id)
    assert (told["file_name"], told["used"]["file_name"], told["drafted"]) == ("ny.pdf", "blanket.pdf", True)
    assert (told["links"], await given(), found.content) == ([], [NAME], official.simple().content())
    await connected(form_id, [Link("nyt", "apprentice_name")])
    await take(form_id)
    used = await reading.mapped("final", "bygningssnedker")
    assert used
    assert (used.content, used.links) == (newer, [Link("nyt", "apprentice_name")])
    assert not (await reading.one(form_id))["drafted"]


async def test_it_is_taken_out_of_use_and_back_as_it_was_though_the_draft_went_on(open_database: str) -> None:
    form_id = await added(links=[NAME])
    was = await seen(form_id)
    await connected(form_id, [PLACE])
    await official_forms.take_out_of_use(form_id, was, by=BY, now=LATER)
    await official_forms.take_out_of_use(form_id, was, by="c@logbog.example", now=LATER + timedelta(days=1))
    used = (await reading.one(form_id))["used"]
    assert (await given(), used["out_at"], used["out_by"]) == (None, LATER, BY)
    await take(form_id, was)
    used = (await reading.one(form_id))["used"]
    assert (await given(), used["taken_at"], used["taken_by"]) == ([NAME], LATER, "b@logbog.example")
    assert (used["out_at"], used["out_by"]) == (None, None)


async def test_taking_into_use_again_what_is_in_use_changes_nothing(open_database: str) -> None:
    form_id = await added(links=[NAME])
    before = await OfficialFormUse.all().values()
    await take(form_id)
    assert await OfficialFormUse.all().values() == before


async def test_only_what_was_looked_at_is_taken_into_use_or_out_of_it(open_database: str) -> None:
    form_id = await added(links=[NAME])
    looked_at = await seen(form_id)
    await connected(form_id, [PLACE])
    colleagues = await seen(form_id)
    await connected(form_id, [])
    for deed, code in (
        (take(form_id, colleagues), "form_moved"),
        (take(form_id), "form_takes_nothing"),
        (official_forms.take_out_of_use(form_id, colleagues, by=BY, now=LATER), "form_use_moved"),
        (official_forms.connect(form_id, looked_at, lambda _: [PLACE], FACTS, by=BY, now=NOW), "form_changed"),
    ):
        with pytest.raises(Refusal) as refused:
            await deed
        assert refused.value.code == code
    assert ((await reading.one(form_id))["links"], await given()) == ([], [NAME])


async def test_of_two_operators_at_once_one_finds_that_the_other_was_quicker(open_database: str) -> None:
    form_id = await added()
    before = await seen(form_id)
    deeds = [
        official_forms.connect(form_id, before, lambda _, link=link: [link], FACTS, by=BY, now=NOW)
        for link in (NAME, PLACE)
    ]
    ended = await asyncio.gather(*deeds, return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["NoneType", "Refusal"]
    now = await seen(form_id)
    await asyncio.gather(take(form_id, now), take(form_id, now))
    assert await OfficialFormUse.all().count() == 1


async def test_a_mapping_survives_another_file_where_the_names_are_the_same(open_database: str) -> None:
    links = [NAME, Link("sted", "workplace_name")]
    form_id = await added(content=official.simple("navn", "sted").content(), links=links)
    await replace(form_id, official.simple("andet", "navn").content())
    told = await reading.one(form_id)
    assert (told["links"], told["lost"]) == (links[:1], links[1:])
    assert told["file_name"] == "ny.pdf"
    await connected(form_id, links[:1])
    assert (await reading.one(form_id))["lost"] == []


async def test_what_was_chosen_for_another_file_is_not_saved(open_database: str) -> None:
    form_id = await added(links=[NAME])
    old = await seen(form_id)
    await replace(form_id, official.simple("navn", "nyt").content())
    with pytest.raises(Refusal) as refused:
        await official_forms.connect(form_id, old, lambda _: [], FACTS, by=BY, now=NOW)
    assert refused.value.code == "form_changed"
    assert (await reading.one(form_id))["links"] == [NAME]


async def test_odd_names_of_fields_are_stored_as_they_are(open_database: str) -> None:
    name = "felt\x00\ud800 æ"
    fields = [{"name": name, "label": name, "kind": "text", "boxes": []}]
    form_id = uuid4()
    await official_forms.add(form_id, "final", "", b"%PDF-", "a\x00b\u202e.pdf", fields, [], by=BY, now=NOW)
    told = await reading.one(form_id)
    assert told["fields"][0]["name"] == name
    assert told["file_name"] == "ab.pdf"


async def test_a_form_that_is_removed_is_gone(open_database: str) -> None:
    form_id = await added(links=[NAME])
    await official_forms.remove(form_id)
    assert (await given(), await OfficialFormUse.all().count()) == (None, 0)
    for deed in (
        official_forms.remove(form_id),
        reading.one(form_id),
        reading.in_use(form_id),
        take(form_id, "x"),
        replace(form_id, official.simple().content()),
    ):
        with pytest.raises(NotFound):
            await deed
