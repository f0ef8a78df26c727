"""Members of a committee at once: one draft, one edition, and everybody hears what became of theirs."""

import asyncio
import json
from collections.abc import Awaitable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.actions import committees, drafted_things, edition_drafts, figures
from server.domain import edition_removals, edition_things
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader, Seat
from server.reading import edition_drafts as reading
from server.storage import edition_drafts as stored
from server.storage import editions
from server.storage.edition_drafts import DROPPED, MOST, MOST_TAKEN_OUT, CommitteeDraft
from server.storage.figure_snapshots import FigureSnapshot
from tests import panel_rows, told
from tests.example import EDITION, EDITIONS

pytestmark = pytest.mark.usefixtures("open_database")

NOW, TODAY, FROM = datetime(2027, 2, 26, 8, tzinfo=UTC), date(2027, 2, 26), date(2027, 8, 1)
PROGRAMME = EDITION.programme
KEY = EDITION.goals[0].key
UDVALG = uuid4()


def member(committee_id: UUID, address: str, *programmes: str) -> Reader:
    return Reader(uuid4(), address, "", seats=(Seat(committee_id, "trade", "Udvalget", None, programmes),))


BO, EVA = (member(UDVALG, f"{name}@snedkerne.example", PROGRAMME) for name in ("bo", "eva"))


async def all_at_once(*deeds: Awaitable[Any]) -> list[str]:
    """What each was told: a code, or nothing when it was done."""
    found = await asyncio.gather(*deeds, return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException) and not isinstance(one, Refusal):
            raise one
    return sorted(one.code if isinstance(one, Refusal) else "" for one in found)


async def test_of_many_who_begin_at_once_one_does() -> None:
    await editions.load(EDITIONS, NOW)
    begun = [edition_drafts.begin(BO, PROGRAMME, None, now=NOW) for _ in range(6)]
    assert await all_at_once(*begun) == ["", *["draft_stands"] * 5]


async def test_of_many_who_publish_at_once_one_does() -> None:
    seen = (await begun())["seen"]
    known = len(await editions.known())
    deeds = [edition_drafts.publish(BO, PROGRAMME, FROM, seen, today=TODAY, now=NOW) for _ in range(4)]
    assert await all_at_once(*deeds) == ["", *["draft_gone"] * 3]
    assert len(await editions.known()) == known + 1


async def begun(reader: Reader = BO) -> dict[str, Any]:
    """A draft that differs from the newest edition: another one is not published."""
    await editions.load(EDITIONS, NOW)
    await edition_drafts.begin(reader, PROGRAMME, None, now=NOW)
    seen = (await draft(reader))["about_seen"]
    sent = {"name": [EDITION.name], "label": [EDITION.label], "source": ["Udvalgets møde"]}
    await edition_drafts.about(reader, PROGRAMME, sent, seen, now=NOW)
    return await draft(reader)


async def draft(reader: Reader = BO) -> dict[str, Any]:
    return await reading.draft(reader, PROGRAMME)


def form(**changed: list[str]) -> dict[str, list[str]]:
    goal = EDITION.goals[0]
    return {
        "text": [goal.text], "plain": [goal.plain], "example": [goal.example], "work_area": [goal.work_area],
        "expected_before": [str(goal.expected_before)], "specialisations": [EDITION.specialisations[0].key], **changed,
    }  # fmt: skip


async def code(deed: Awaitable[Any]) -> str:
    [found] = await all_at_once(deed)
    return found


def put(reader: Reader, text: str, seen: str) -> Awaitable[Any]:
    return drafted_things.put(reader, PROGRAMME, "goals", KEY, form(text=[text]), seen, now=NOW)


class Desk:
    """What a member has on the screen, and what each of their buttons then does."""

    def __init__(self, reader: Reader, whole: dict[str, Any]) -> None:
        self.reader, self.whole, self.content = reader, whole, whole["content"]

    def deed(self, name: str) -> Awaitable[Any]:
        if name == "write":
            goal = edition_things.find(self.content, "goals", KEY)
            return put(self.reader, f"Ord af {self.reader.address}", edition_things.fingerprint(goal))
        if name == "remove":
            seen = edition_removals.going(self.content, "goals", KEY)
            return drafted_things.remove(self.reader, PROGRAMME, "goals", KEY, seen, now=NOW)
        if name == "move":
            seen = edition_things.order(self.content, "goals", KEY)
            return drafted_things.move(self.reader, PROGRAMME, "goals", KEY, False, seen, now=NOW)
        if name == "about":
            sent = {"name": ["Nyt navn"], "label": ["Mål"], "source": [self.reader.address]}
            return edition_drafts.about(self.reader, PROGRAMME, sent, self.whole["about_seen"], now=NOW)
        if name == "drop":
            return edition_drafts.drop(self.reader, PROGRAMME, self.whole["seen"], now=NOW)
        if name == "publish":
            return edition_drafts.publish(self.reader, PROGRAMME, FROM, self.whole["seen"], today=TODAY, now=NOW)
        return edition_drafts.begin(self.reader, PROGRAMME, EDITION, now=NOW)


# What Bo did first, what Eva then does on the page she had open, and what she hears.
TWO_AT_WORK = [
    ("write", "write", "thing_moved"), ("write", "remove", "thing_moved"), ("write", "move", ""),
    ("write", "about", ""), ("write", "drop", "draft_moved"), ("write", "publish", "draft_moved"),
    ("write", "upload", "draft_stands"),
    ("remove", "write", "thing_gone"), ("remove", "remove", ""), ("remove", "move", "order_moved"),
    ("remove", "drop", "draft_moved"), ("remove", "publish", "draft_moved"),
    ("move", "write", ""), ("move", "remove", ""), ("move", "move", "order_moved"), ("move", "drop", "draft_moved"),
    ("move", "publish", "draft_moved"), ("about", "about", "thing_moved"), ("about", "drop", "draft_moved"),
    ("drop", "write", "draft_gone"), ("drop", "remove", "draft_gone"), ("drop", "move", "draft_gone"),
    ("drop", "about", "draft_gone"), ("drop", "drop", "draft_gone"), ("drop", "publish", "draft_gone"),
    ("drop", "upload", ""), ("publish", "write", "draft_gone"), ("publish", "remove", "draft_gone"),
    ("publish", "drop", "draft_gone"), ("publish", "publish", "draft_gone"), ("publish", "upload", ""),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then", "heard"), TWO_AT_WORK)
async def test_of_two_at_work_nobody_undoes_what_they_have_not_seen(first: str, then: str, heard: str) -> None:
    seen = await begun()
    bo, eva = Desk(BO, seen), Desk(EVA, seen)
    await bo.deed(first)
    kept = await CommitteeDraft.all().order_by("id").values("content", "taken_out", "stands")
    assert await code(eva.deed(then)) == heard
    if heard:
        assert await CommitteeDraft.all().order_by("id").values("content", "taken_out", "stands") == kept
    elif (first, then) != ("drop", "upload"):
        assert (await draft())["content"] == (await draft(EVA))["content"]


@pytest.mark.parametrize("deed", ["write", "remove", "move", "drop", "publish"])
async def test_the_same_of_many_at_once_is_done_once(deed: str) -> None:
    seen = await begun()
    heard = await all_at_once(*(Desk(who, seen).deed(deed) for who in (BO, EVA, BO, EVA)))
    told = {"write": "thing_moved", "remove": "", "move": "order_moved", "drop": "draft_gone", "publish": "draft_gone"}
    assert heard == ["", *[told[deed]] * 3]
    if deed == "remove":
        assert len((await draft())["removals"]) == 1


async def test_an_edition_that_would_say_what_the_newest_says_is_not_published() -> None:
    await editions.load(EDITIONS, NOW)
    await edition_drafts.begin(BO, PROGRAMME, None, now=NOW)
    known = len(await editions.known())
    assert await code(Desk(BO, await draft()).deed("publish")) == "edition_unchanged"
    await Desk(BO, await draft()).deed("move")
    assert await code(Desk(BO, await draft()).deed("publish")) == ""
    assert len(await editions.known()) == known + 1


async def test_what_was_taken_out_comes_back_as_it_was_also_after_other_deeds() -> None:
    seen = await begun()
    removal = await Desk(BO, seen).deed("remove")
    await Desk(EVA, await draft()).deed("about")
    [told] = (await draft())["removals"]
    assert (told["id"], told["by"], told["name"]) == (removal, BO.address, EDITION.goals[0].text)
    assert await all_at_once(*(drafted_things.put_back(EVA, PROGRAMME, removal, now=NOW) for _ in range(4))) == [""] * 4
    after = await draft()
    assert after["content"]["goals"] == seen["content"]["goals"]
    assert after["removals"] == []


async def test_words_for_what_a_colleague_took_out_bring_it_back_with_its_key() -> None:
    seen = await begun()
    await Desk(BO, seen).deed("remove")
    assert await code(Desk(EVA, seen).deed("write")) == "thing_gone"
    told = await reading.thing(EVA, PROGRAMME, "goals", KEY)
    assert (told["seen"], told["gone"]["by"], told["thing"]["text"]) == ("", BO.address, EDITION.goals[0].text)
    await put(EVA, "Evas ord", told["seen"])
    after = await draft()
    assert after["content"]["goals"][0] == {**seen["content"]["goals"][0], "text": "Evas ord"}
    assert after["removals"] == []
    with pytest.raises(NotFound):
        await drafted_things.put(EVA, PROGRAMME, "goals", "fandtes_aldrig", form(), "", now=NOW)


async def test_a_dropped_draft_is_taken_back_whole_where_none_stands() -> None:
    seen = await begun()
    await Desk(BO, seen).deed("write")
    written = await draft()
    await Desk(EVA, written).deed("drop")
    gone = await reading.dropped(BO, PROGRAMME)
    assert gone
    await edition_drafts.begin(BO, PROGRAMME, None, now=NOW)
    assert await code(edition_drafts.take_back(BO, PROGRAMME, gone.id, now=NOW)) == "draft_stands"
    await Desk(BO, await draft()).deed("drop")
    back = [edition_drafts.take_back(who, PROGRAMME, gone.id, now=NOW) for who in (BO, EVA, BO)]
    assert await all_at_once(*back) == [""] * 3
    assert (await draft())["content"] == written["content"]


async def test_what_was_taken_out_is_kept_as_far_as_there_is_room_the_newest_first() -> None:
    content = (await begun())["content"]
    row = await CommitteeDraft.get()
    told = [{"id": str(number)} for number in range(MOST_TAKEN_OUT + 1)]
    await stored.keep(row, content, BO.address, NOW, told)
    assert (await CommitteeDraft.get()).removals() == told[:-1]
    large = [{**one, "text": "x" * (MOST // 2)} for one in told[:3]]
    await stored.keep(row, content, BO.address, NOW, large)
    assert (await CommitteeDraft.get()).removals() == large[:1]


async def test_of_two_specialities_the_one_deleted_last_comes_back_first_where_they_shared_a_goal() -> None:
    two = next(one for one in EDITIONS if len(one.specialisations) > 1)
    await editions.load(EDITIONS, NOW)
    who = member(UDVALG, "bo@snedkerne.example", two.programme)
    await edition_drafts.begin(who, two.programme, None, now=NOW)
    row = await CommitteeDraft.get()
    content = row.edition()
    keys = ["a", "b", *(one["key"] for one in content["specialisations"])]
    content["specialisations"] = [{"key": key, "name": key} for key in keys]
    content["goals"][0]["specialisations"] = ["a", "b"]
    await CommitteeDraft.all().update(content=json.dumps(content))
    ids = []
    for key in ("a", "b"):
        going = edition_removals.going((await CommitteeDraft.get()).edition(), "specialisations", key)
        ids.append(await drafted_things.remove(who, two.programme, "specialisations", key, going, now=NOW))
    assert await code(drafted_things.put_back(who, two.programme, ids[0], now=NOW)) == "ground_gone"
    for removal_id in reversed(ids):
        assert await code(drafted_things.put_back(who, two.programme, removal_id, now=NOW)) == ""
    assert (await CommitteeDraft.get()).edition() == content


async def test_once_another_draft_is_published_nobody_is_led_to_an_older_one_that_was_dropped() -> None:
    await Desk(BO, await begun()).deed("drop")
    assert await reading.dropped(BO, PROGRAMME)
    await begun()
    later = NOW + timedelta(minutes=1)
    await edition_drafts.publish(BO, PROGRAMME, FROM, (await draft())["seen"], today=TODAY, now=later)
    assert await reading.dropped(BO, PROGRAMME) is None
    await edition_drafts.begin(BO, PROGRAMME, None, now=later)
    await edition_drafts.drop(BO, PROGRAMME, (await draft())["seen"], now=later + timedelta(minutes=1))
    assert await reading.dropped(BO, PROGRAMME)


async def test_of_two_dropped_ones_taken_back_at_once_one_stands() -> None:
    for _ in range(DROPPED + 2):
        await Desk(BO, await begun()).deed("drop")
    ids = list(await CommitteeDraft.all().order_by("id").values_list("id", flat=True))
    assert len(ids) == DROPPED, "the oldest are forgotten"
    heard = await all_at_once(
        *(edition_drafts.take_back(BO, PROGRAMME, one, now=NOW) for one in ids),
        edition_drafts.begin(EVA, PROGRAMME, None, now=NOW),
    )
    assert heard == ["", *["draft_stands"] * DROPPED]
    assert await CommitteeDraft.filter(stands=True).count() == 1


async def test_a_programme_given_to_another_committee_leaves_the_draft_with_who_wrote_it() -> None:
    """It is theirs alone: the new owner neither sees nor publishes it, and they do not without the programme."""
    await editions.load(EDITIONS, NOW)
    own, other = await told.committee("trade", BO.address), uuid4()
    await edition_drafts.begin(member(own, BO.address, PROGRAMME), PROGRAMME, None, now=NOW)
    seen = await draft(member(own, BO.address, PROGRAMME))
    await Desk(member(own, BO.address, PROGRAMME), seen).deed("write")
    seen = await draft(member(own, BO.address, PROGRAMME))
    former, owner = member(own, BO.address, "murer"), member(other, "ida@andre.example", PROGRAMME)
    for deed in ("write", "remove", "move", "about", "drop", "publish", "upload"):
        with pytest.raises(NotFound):
            await Desk(former, seen).deed(deed)
    with pytest.raises(NotFound):
        await draft(former)
    with pytest.raises(NotFound):
        await draft(owner)
    for deed in ("write", "remove", "move", "about", "drop", "publish"):
        assert await code(Desk(owner, seen).deed(deed)) == "draft_gone", deed
    [about] = await reading.programmes(owner, TODAY)
    assert (about["draft"], about["dropped"]) == (None, [])
    row = await CommitteeDraft.get()
    with pytest.raises(NotFound):
        await edition_drafts.take_back(owner, PROGRAMME, row.id, now=NOW)

    await Desk(owner, await begun(owner)).deed("publish")
    back = await draft(member(own, BO.address, PROGRAMME))
    assert back["content"] == seen["content"], "it comes back with the programme, and nothing is lost"
    assert await code(Desk(member(own, BO.address, PROGRAMME), seen).deed("drop")) == "draft_moved", (
        "another edition holds now"
    )


async def test_a_committee_is_not_removed_with_what_it_works_on() -> None:
    await editions.load(EDITIONS, NOW)
    own = await told.committee("trade", BO.address)
    bo = member(own, BO.address, PROGRAMME)
    await edition_drafts.begin(bo, PROGRAMME, None, now=NOW)
    assert await code(committees.remove(own)) == "committee_has_draft"
    await Desk(bo, await draft(bo)).deed("drop")
    assert await code(committees.remove(own)) == ""
    assert await CommitteeDraft.all().count() == 0


async def test_of_two_workers_who_tell_at_once_one_row_is_kept() -> None:
    await panel_rows.declaration(await panel_rows.person(), "x")
    await asyncio.gather(*(figures.tell(TODAY, NOW) for _ in range(4)))
    assert await FigureSnapshot.all().count() == 1
