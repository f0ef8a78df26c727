"""Meeting packs: a committee sees its own figures, as a page, a PDF and a spreadsheet, and nothing beside them."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.storage.committees import Committee
from tests import schools, told
from tests.cast import PanelReader
from tests.documents import readback
from tests.web.panel.test_panel_declaration import words

TRADE, LOCAL = "bo@snedkerne.example", "ida@svendene.example"
Panel = Callable[..., PanelReader]


class World:
    def __init__(self, trade: UUID, local: UUID) -> None:
        self.trade = f"/panel/figures/{trade}/{told.PROGRAMME}/2026-1"
        self.local = f"/panel/figures/{local}/{told.PROGRAMME}/2026-1"


@pytest.fixture
def world(running: TestClient) -> World:
    async def make() -> World:
        ours, other = await schools.school(), await schools.school("Den anden skole", "x@anden.example")
        small = await schools.school("Den lille skole", "x@lille.example")
        for turn, period in enumerate(("2025-1", "2025-2", "2026-1")):
            await told.snapshot({ours: 33 + turn, other: 62, small: 4}, period, turn)
        return World(await told.committee("trade", TRADE), await told.committee("local", LOCAL, ours))

    return running.portal.call(make)


def test_a_local_committee_sees_its_school_beside_the_country_and_no_other_school(world: World, panel: Panel) -> None:
    member = panel(LOCAL)
    assert member.get("/panel").headers["location"] == "/panel/figures"
    first = words(member.get("/panel/figures"))
    assert "LUU ved Snedkerskolen" in first
    assert "1. halvår 2026" in first
    assert f'href="{world.local}"' in member.get("/panel/figures").text
    said = words(member.get(world.local))
    for expected in ("Snedkerskolen Hele landet", "Anmodet om ca. 35", "Andel udfyldt ca.", "Udfyldt inden 14 dage",
                     "Med særlige behov", "Båndsav", "Udvikling", "2. halvår 2025"):  # fmt: skip
        assert expected in said, expected
    assert "Den anden skole" not in said


def test_a_trade_committee_sees_the_country_and_each_school_but_not_the_small_one(world: World, panel: Panel) -> None:
    said = words(panel(TRADE).get(world.trade))
    assert "Den anden skole ca. 60" in said
    assert "Den lille skole" not in said, "that it has anybody would tell that it has one to four"


def test_no_count_and_no_way_to_anybody_stands_on_the_page(world: World, panel: Panel) -> None:
    for address, path in ((TRADE, world.trade), (LOCAL, world.local)):
        page = panel(address).get(path).text
        assert "/panel/declarations" not in page
        assert "/panel/classes" not in page
        assert "33" not in words(panel(address).get(path))


@pytest.mark.parametrize("ending", ["", ".pdf", ".csv", ".xlsx"])
def test_another_committees_figures_are_not_there(world: World, panel: Panel, ending: str) -> None:
    trade, local, school = panel(TRADE), panel(LOCAL), panel(schools.SECRETARY)
    assert trade.get(world.local + ending).status_code == 404
    assert local.get(world.trade + ending).status_code == 404
    assert school.get(world.trade + ending).status_code == 404
    assert school.get("/panel/figures").status_code == 404


def test_a_programme_that_is_the_committees_no_more_is_not_told_it(
    world: World, panel: Panel, running: TestClient
) -> None:
    async def given_away() -> None:
        await Committee.filter(kind="trade").update(programmes="murer")

    member = panel(TRADE)
    assert member.get(world.trade).status_code == 200
    running.portal.call(given_away)
    assert member.get(world.trade).status_code == 404


def test_what_is_not_told_of_is_not_there(world: World, panel: Panel) -> None:
    member, front = panel(TRADE), world.trade.rpartition("/")[0]
    for wrong in (f"{front}/2026-2", f"{front}/x", f"{front}/2026-1.exe", f"/panel/figures/{uuid4()}/x/2026-1",
                  world.trade.replace(told.PROGRAMME, "murer")):  # fmt: skip
        assert member.get(wrong).status_code == 404, wrong


def rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_page_paper_and_spreadsheet_say_the_same(world: World, panel: Panel) -> None:
    member = panel(LOCAL)
    page, paper = words(member.get(world.local)), member.get(f"{world.local}.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert readback.claims(paper.content)["ua"] == "1"
    text = readback.text(paper.content)
    for part, name, *cells in rows(member.get(f"{world.local}.csv"))[1:]:
        assert part
        said = f"{name.removeprefix(chr(39))} {' '.join(cells)}"
        if "halvår" not in name:
            assert said in page, said
            assert said.replace(" ", "") in text.replace(" ", ""), said
    named = member.get(f"{world.local}.xlsx").headers["content-disposition"]
    assert 'filename="tal-bygningssnedker-2026-1.xlsx"' in named


def test_what_is_reached_most_seldom_stands_first(world: World, panel: Panel) -> None:
    table = [row for row in rows(panel(TRADE).get(f"{world.trade}.csv")) if row[0] == "Mål, der er nået"]
    shares = [sum(map(int, row[2].removesuffix("%").split("–"))) for row in table if row[2] != "–"]
    assert len(shares) > 5
    assert shares == sorted(shares)


def test_before_anything_is_told_a_committee_reads_when_it_will_be(running: TestClient, panel: Panel) -> None:
    running.portal.call(told.committee, "trade", TRADE)
    assert "otte uger" in words(panel(TRADE).get("/panel/figures"))


def test_a_programme_that_is_not_the_committees_is_not_told_of(world: World, panel: Panel, running: TestClient) -> None:
    member = panel(TRADE)
    assert member.get(world.trade).status_code == 200

    async def painters() -> None:
        await Committee.filter(kind="trade").update(programmes="maler")

    running.portal.call(painters)
    for ending in ("", ".pdf", ".csv"):
        assert member.get(world.trade + ending).status_code == 404


def test_a_pack_says_when_the_next_half_year_is_told_and_why_intervals_differ(world: World, panel: Panel) -> None:
    member = panel(TRADE)
    front = words(member.get("/panel/figures"))
    assert "skolen har fået" not in front
    for said in (front, words(member.get(world.trade))):
        assert re.search(r"[12]\. halvår 20\d\d bliver gjort op den \d+\. \w+ 20\d\d\.", said)
    assert "Intervallet er smalt" in words(member.get(world.trade))
    assert member.get(world.trade).text.count("<table") == 5  # four parts, and the way over time as one


def test_who_only_sits_on_a_committee_is_not_led_to_an_empty_calendar(world: World, panel: Panel) -> None:
    assert "/panel/calendar" not in panel(TRADE).get("/panel/access").text
    assert "/panel/calendar" in panel(schools.SECRETARY).get("/panel/access").text
