"""The code of a printed form, typed or scanned in the panel: it leads to what one may see anyway, and nowhere else."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from server.domain import paper
from tests.cast import CONTACT, DETAILS, OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, PanelReader

Panel = Callable[..., PanelReader]


def at(declaration_id: str) -> str:
    return f"/panel/paper?code={paper.code(UUID(declaration_id))}"


@pytest.mark.parametrize("address", [SCHOOL, SUPERVISOR, CONTACT])
def test_it_leads_who_may_see_the_declaration_to_it(requested: str, panel: Panel, address: str) -> None:
    answer = panel(address).get(at(requested).lower())
    assert (answer.status_code, answer.headers["location"]) == (303, f"/panel/declarations/{requested}/paper")


def test_the_printed_address_leads_there_by_way_of_signing_in(requested: str, panel: Panel, browser: Callable) -> None:
    answer = browser().get(paper.address(UUID(requested), "http://localhost:8000"))
    assert answer.status_code == 200
    assert 'name="next" value="/panel/paper?code=' in answer.text


def test_another_may_not_tell_it_from_a_code_that_is_none(
    requested: str, panel: Panel, browser: Callable, mailbox: Mailbox
) -> None:
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    other.finish_profile()
    foreign = {
        "details.supervisors": [{"name": "M", "address": "m@sted.example"}],
        "details.school_contacts": [{"name": "", "address": "kontor@anden.example"}],
        "details.workplace_contacts": [],
    }
    assert other.request(other.make({**DETAILS, **foreign})).status_code == 200
    stranger = panel("kontor@anden.example")
    theirs, none = stranger.get(at(requested)), stranger.get(at(str(uuid4())))
    assert theirs.status_code == none.status_code == 422
    assert "Koden passer ikke på en erklæring" in theirs.text
    assert "Koden passer ikke på en erklæring" in none.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv koden fra papiret."),
        ("ABC", "Det er ikke en hel kode."),
        ("22222222", "Det er ikke en hel kode."),
        ("222-222-223", "Koden passer ikke. Se efter igen.<"),
    ],
)
def test_what_is_no_code_is_told_at_the_field(requested: str, panel: Panel, typed: str, said: str) -> None:
    answer = panel(SCHOOL).get(f"/panel/paper?code={typed}")
    assert answer.status_code == 422
    assert f'id="code-problem">{said}' in answer.text


def test_the_example_beside_the_field_is_a_code(requested: str, panel: Panel) -> None:
    example = re.search(r"for eksempel ([\w-]+)", panel(SCHOOL).get("/panel/paper").text)[1]
    assert paper.ids(example)


def test_a_draft_has_no_paper_yet(apprentice: Apprentice, requested: str, panel: Panel) -> None:
    draft = apprentice.make()
    assert panel(SCHOOL).get(at(draft)).status_code == 422
