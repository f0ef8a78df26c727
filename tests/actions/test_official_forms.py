"""Keeping the committee's forms, on both databases."""

from uuid import uuid4

import pytest

from server.actions import official_forms
from server.documents import official_form
from server.domain.official_forms import Link
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.reading import official_forms as reading
from tests.documents import official
from tests.official_forms import BY, NOW, added

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


async def test_the_programmes_own_form_goes_before_the_one_for_all_once_it_takes_something(open_database: str) -> None:
    common = await added("final", "", links=[Link("navn", "apprentice_name")])
    own = await added("final", "bygningssnedker")
    assert await reading.mapped("partly_completed", "bygningssnedker") is None
    found = await reading.mapped("final", "bygningssnedker")
    assert found
    assert found.links == (await reading.one(common))["links"]
    told = await reading.one(own)
    link = Link("navn", "workplace_name")
    await official_forms.connect(own, told["digest"], lambda _: [link], FACTS, by=BY, now=NOW)
    found = await reading.mapped("final", "bygningssnedker")
    assert found
    assert found.links == [link]
    other = await reading.mapped("final", "maskinsnedker")
    assert other
    assert other.links == [Link("navn", "apprentice_name")]


async def test_a_mapping_survives_another_file_where_the_names_are_the_same(open_database: str) -> None:
    links = [Link("navn", "apprentice_name"), Link("sted", "workplace_name")]
    form_id = await added(content=official.simple("navn", "sted").content(), links=links)
    await replace(form_id, official.simple("andet", "navn").content())
    told = await reading.one(form_id)
    assert (told["links"], told["lost"]) == (links[:1], links[1:])
    assert told["file_name"] == "ny.pdf"
    await official_forms.connect(form_id, told["digest"], lambda _: links[:1], FACTS, by=BY, now=NOW)
    assert (await reading.one(form_id))["lost"] == []


async def test_what_was_chosen_for_another_file_is_not_saved(open_database: str) -> None:
    form_id = await added(links=[Link("navn", "apprentice_name")])
    old = (await reading.one(form_id))["digest"]
    await replace(form_id, official.simple("navn", "nyt").content())
    with pytest.raises(Refusal) as refused:
        await official_forms.connect(form_id, old, lambda _: [], FACTS, by=BY, now=NOW)
    assert refused.value.code == "form_changed"
    assert (await reading.one(form_id))["links"] == [Link("navn", "apprentice_name")]


async def test_odd_names_of_fields_are_stored_as_they_are(open_database: str) -> None:
    name = "felt\x00\ud800 æ"
    fields = [{"name": name, "label": name, "kind": "text", "boxes": []}]
    form_id = uuid4()
    await official_forms.add(form_id, "final", "", b"%PDF-", "a\x00b\u202e.pdf", fields, [], by=BY, now=NOW)
    told = await reading.one(form_id)
    assert told["fields"][0]["name"] == name
    assert told["file_name"] == "ab.pdf"


async def test_a_form_that_is_removed_is_gone(open_database: str) -> None:
    form_id = await added(links=[Link("navn", "apprentice_name")])
    await official_forms.remove(form_id)
    assert await reading.mapped("final", "bygningssnedker") is None
    for deed in (official_forms.remove(form_id), reading.one(form_id), replace(form_id, official.simple().content())):
        with pytest.raises(NotFound):
            await deed
