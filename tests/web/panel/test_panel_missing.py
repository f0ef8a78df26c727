"""What a school misses, why, and reminding of it: whoever it waits for is mailed once, and the page says what came of
it. Nobody sees or reminds of what is not theirs."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server import danish_dates
from server.domain.moments import danish_day
from server.reading import mail_facts
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.reminders import RemindedAddress
from server.storage.summonses import Expected
from tests import schools
from tests.cast import (
    ANSWERS,
    APPRENTICE,
    DETAILS,
    OTHER_APPRENTICE,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
)
from tests.schools import CODE, SECRETARY

MISSING = "/panel/missing"
NOT_BEGUN = "ny@post.example"


@pytest.fixture
def school_id(running: TestClient) -> UUID:
    return running.portal.call(schools.school)


@pytest.fixture
def class_id(running: TestClient, school_id: UUID) -> UUID:
    """A class of which the school knows four names, one of them without an address."""

    async def made() -> UUID:
        starts_on = date(2099, 12, 7)
        dates = {"training_period_ends_on": date(2099, 12, 4), "school_period_starts_on": starts_on}
        summons_id = await schools.summons(school_id, expected=6, **dates)
        for name, address in (
            ("Lærling Et", None),
            ("Ny Ærlig", NOT_BEGUN),
            ("Bo Uden", None),
            ("Dea", "dea@x.example"),
        ):
            await Expected.create(
                id=uuid4(), summons_id=summons_id, name=name, folded_name=name.casefold(), address=address
            )
        return summons_id

    return running.portal.call(made)


@pytest.fixture
def secretary(class_id: UUID, panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(SECRETARY, name="Sekretær Åse")


def with_code(who: Apprentice, **details: Any) -> str:
    shown = {name: value for name, value in DETAILS.items() if "school" not in name and "period" not in name}
    return who.make({**shown, "details.summons_code": CODE, **details})


def page(reader: PanelReader, path: str = MISSING, status: int = 200) -> str:
    answer = reader.get(path)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def rows(text: str) -> list[tuple[str, str]]:
    """Name and reason of each row, from the top."""
    found = re.findall(r'<th scope="row">(.*?)</th>.*?<span class="state \w+">.*?<span>(.*?)</span>', text, re.DOTALL)
    return [(re.sub(r'<span class="note">.*?</span>|<.*?>', "", name), reason) for name, reason in found]


def values(text: str) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', text)


def remind(reader: PanelReader, chosen: list[str], deed_id: str = "", path: str = MISSING, **more: str) -> str:
    answer = reader.post(f"{path}/remind", row=chosen, deed_id=deed_id or str(uuid4()), **more)
    assert answer.status_code == 303, answer.text
    return page(reader, answer.headers["location"])


def mailed(mailbox: Mailbox) -> list[tuple[str, str]]:
    found = [mail for mail in mailbox.all() if mail["kind"] in ("reminder", "school_reminds")]
    return sorted((mail["kind"], mail["to"]) for mail in found)


def going(running: TestClient) -> list[str]:
    """To whom reminders of apprentices still go, after what happened since they were written."""

    async def found() -> list[str]:
        rows = await OutboxMessage.filter(kind="school_reminds").order_by("to")
        return [row.to for row in rows if not await mail_facts.closed(row, row.due_at)]

    return running.portal.call(found)


def test_a_class_tells_who_is_missing_why_and_how_far_it_is(
    secretary: PanelReader, apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox, class_id: UUID
) -> None:
    asked = with_code(apprentice)
    text = page(secretary)
    assert rows(text) == [
        ("Bo Uden", "Ikke begyndt, ingen mailadresse"), ("Dea", "Ikke begyndt"), ("Ny Ærlig", "Ikke begyndt"),
        ("Lærling Et", "Begyndt, ikke sendt til nogen"),
    ]  # fmt: skip
    assert "Snedkeriet Ærø" not in text, "of a draft only the name is told"
    assert "I venter også 2 uden navn, som ikke har brugt koden." in text
    assert apprentice.request(asked).status_code == 200
    text = page(secretary, f"/panel/classes/{class_id}")
    assert re.search(r'class="back" href="/panel/classes">.*Hold</a>', text)
    assert rows(text)[3][0] == "Lærling Et"
    assert "Snedkeriet Ærø" in text
    assert "Bedt: Mester Eksempel" in text
    figures = re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", text)
    assert figures == [("forventet", "6"), ("begyndt", "1"), ("anmodet", "1"), ("udfyldt", "0"), ("læst", "0")]
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    visitor.answer(dict(list(ANSWERS.items())[:3]))
    assert ("Lærling Et", f"Lærestedet er i gang: 3 af {len([k for k in ANSWERS if 'goal.' in k])} mål") in rows(
        page(secretary)
    )
    visitor.answer(dict(list(ANSWERS.items())[3:]))
    assert visitor.submit().status_code == 200
    assert "Lærling Et" not in [name for name, _ in rows(page(secretary))]
    assert "Udfyldt" in page(secretary, f"/panel/classes/{class_id}?show=answered")


def test_all_that_were_picked_are_reminded_once_and_the_page_tells_what_came_of_it(
    secretary: PanelReader, apprentice: Apprentice, mailbox: Mailbox
) -> None:
    declaration_id = with_code(apprentice)
    apprentice.request(declaration_id)
    text = page(secretary, f"{MISSING}?all=1")
    assert text.count(" checked") == 3, "all can be picked without a script"
    chosen, deed_id = values(text), re.search(r'name="deed_id" value="([^"]+)"', text)[1]
    assert len(chosen) == 3
    for _ in range(2):
        told = remind(secretary, chosen, deed_id)
        assert "3 får en påmindelse." in told
    everybody = [("reminder", SUPERVISOR), ("school_reminds", "dea@x.example"), ("school_reminds", NOT_BEGUN)]
    assert mailed(mailbox) == everybody
    mail = mailbox.all("school_reminds", NOT_BEGUN)[0]
    assert mail["subject"] == "Snedkerskolen mangler din erklæring om oplæring"
    assert f"/app/summons#{CODE}" in mail["text"]
    assert "Svaret går til Sekretær Åse" in mail["text"]
    told = remind(secretary, chosen)
    assert "Ingen fik en påmindelse: 3 har fået en inden for det sidste døgn." in told
    assert mailed(mailbox) == everybody
    assert apprentice.declaration(declaration_id)["recipients"][0]["reminded"]["count"] == 1


def test_a_row_that_was_reminded_within_a_day_cannot_be_picked_and_says_when_it_can(
    secretary: PanelReader, apprentice: Apprentice, class_id: UUID, running: TestClient
) -> None:
    declaration_id = with_code(apprentice)
    apprentice.request(declaration_id)
    chosen = values(page(secretary))
    of_declaration = f"declaration:{declaration_id}"
    remind(secretary, [row for row in chosen if row in (chosen[0], of_declaration)])

    async def again() -> str:
        last = (await RemindedAddress.get(address=SUPERVISOR)).last_at
        assert last
        return danish_dates.short(danish_day(last + timedelta(days=1)))

    says = f"Kan mindes igen {running.portal.call(again)}"
    for path in (MISSING, f"/panel/classes/{class_id}"):
        text = page(secretary, f"{path}?all=1")
        assert values(text) == [row for row in chosen if row not in (chosen[0], of_declaration)]
        assert text.count(says) == 2
    assert says in page(secretary, f"/panel/declarations/{declaration_id}")
    assert "Mind lærestedet" not in page(secretary, f"/panel/declarations/{declaration_id}")

    async def a_day_goes() -> None:
        long_ago = datetime(2026, 1, 2, tzinfo=UTC)
        await RemindedAddress.filter(address=SUPERVISOR).update(last_at=long_ago)

    running.portal.call(a_day_goes)
    assert of_declaration in values(page(secretary))


def test_a_search_finds_whom_the_school_expects_with_their_class(
    secretary: PanelReader, apprentice: Apprentice, class_id: UUID, running: TestClient,
    panel: Callable[..., PanelReader],
) -> None:  # fmt: skip
    def search(reader: PanelReader, words: str) -> str:
        return unescape(reader.post("/panel/declarations/search", q=words).text)

    text = search(secretary, "ærlig NY")
    assert f'Ny Ærlig · <a class="link" href="/panel/classes/{class_id}">snh2-26b' in text
    assert "Dea" not in text
    for nobody in ("%", "_", "Ny findes ikke"):
        assert "Ventet, men ikke begyndt" not in search(secretary, nobody)
    assert "Lærling Et · " in search(secretary, "lærling")
    apprentice.request(with_code(apprentice))
    assert "Lærling Et · " not in search(secretary, "lærling"), "who has begun is in the list itself"
    running.portal.call(lambda: schools.school("En anden", "anden@skole.example"))
    for reader in (panel("anden@skole.example"), panel(SUPERVISOR)):
        assert "Ventet, men ikke begyndt" not in search(reader, "ny")


def test_one_row_is_reminded_by_its_own_button_whatever_is_ticked(secretary: PanelReader, mailbox: Mailbox) -> None:
    chosen = values(page(secretary))
    assert "Én får en påmindelse." in remind(secretary, chosen, only=chosen[1])
    assert len(mailed(mailbox)) == 1


def test_an_apprentice_hears_when_it_is_theirs_to_mend(
    secretary: PanelReader, apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox,
    running: TestClient,
) -> None:  # fmt: skip
    apprentice.request(with_code(apprentice))
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    said = {"decline_id": str(uuid4()), "reason": "cannot", "text": "Nej", "instead": None}
    assert visitor.client.post(f"{visitor.path}/decline", json=said).status_code == 200
    text = page(secretary)
    assert rows(text)[0] == ("Lærling Et", "Har svaret nej")
    remind(secretary, [values(text)[0]])
    assert mailed(mailbox) == [("school_reminds", APPRENTICE)]
    assert "Mester Eksempel har svaret nej" in mailbox.all("school_reminds")[0]["text"]
    assert visitor.client.post(f"{visitor.path}/decline/undo", json={}).status_code == 200
    assert going(running) == [], "there is nothing for the apprentice to do any more"


def test_what_was_done_meanwhile_is_not_reminded_of(
    secretary: PanelReader, apprentice: Apprentice, supervisor: Visitor, mailbox: Mailbox, requested: str
) -> None:
    person = Apprentice(apprentice.client, mailbox, OTHER_APPRENTICE)
    person.finish_profile()
    chosen = values(page(secretary))
    begun = with_code(person)
    person.client.patch("/api/profile", json={"name": "Ny Ærlig"})
    told = remind(secretary, [*chosen, f"declaration:{begun}"])
    assert "2 får en påmindelse." in told
    assert "Ikke alle får en: 1 mangler ikke længere." in told
    assert mailed(mailbox) == [("school_reminds", OTHER_APPRENTICE), ("school_reminds", "dea@x.example")]


def test_whoever_stops_reminders_gets_none(
    secretary: PanelReader, mailbox: Mailbox, browser: Callable[[], TestClient], running: TestClient
) -> None:
    chosen = values(page(secretary))
    remind(secretary, chosen)
    link = re.search(r"http://localhost:8000(/stop/\S+)", mailbox.all("school_reminds", NOT_BEGUN)[0]["text"])[1]
    visitor = browser()
    assert "Slå påmindelser fra" in visitor.get(link).text
    assert visitor.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert going(running) == ["dea@x.example"], "nothing goes, also of what was written before"
    assert "1 har slået påmindelser fra (ring i stedet)" in remind(secretary, chosen)


def test_what_came_without_a_code_is_a_class_of_its_own_and_a_school_mailbox_sees_its_own(
    secretary: PanelReader, running: TestClient, requested: str, school_id: UUID, panel: Callable[..., PanelReader]
) -> None:
    async def of_school() -> None:
        await Recipient.filter(address=SCHOOL).update(school_id=school_id)

    assert "Uden hold" not in page(secretary)
    running.portal.call(of_school)
    assert "Uden hold" in page(secretary)
    mailbox_of_school = panel(SCHOOL)
    text = page(mailbox_of_school)
    assert [name for name, _ in rows(text)] == ["Lærling Et"]
    assert "Venter på at blive udfyldt" in text
    assert "Én får en påmindelse." in remind(mailbox_of_school, values(text))


def test_a_form_with_nobody_chosen_comes_back_with_a_word(secretary: PanelReader, class_id: UUID) -> None:
    for path in (MISSING, f"/panel/classes/{class_id}"):
        answer = secretary.post(f"{path}/remind", deed_id=str(uuid4()))
        assert answer.status_code == 422
        assert "Vælg mindst én, der skal mindes." in answer.text
    assert secretary.post(f"{MISSING}/remind", row=values(page(secretary))).status_code == 422


def test_nobody_sees_or_reminds_of_what_is_not_theirs(
    secretary: PanelReader, apprentice: Apprentice, requested: str, class_id: UUID, running: TestClient,
    panel: Callable[..., PanelReader], mailbox: Mailbox, browser: Callable[[], TestClient],
) -> None:  # fmt: skip
    declaration_id = with_code(apprentice)
    chosen = [*values(page(secretary)), f"declaration:{declaration_id}", f"declaration:{requested}"]
    running.portal.call(lambda: schools.school("En anden", "anden@skole.example"))
    for reader in (panel("anden@skole.example"), panel(SUPERVISOR)):
        assert rows(page(reader)) == []
        assert page(reader, f"/panel/classes/{class_id}", 404)
        assert "Ingen fik en påmindelse." in remind(reader, chosen)
        assert reader.post(f"/panel/classes/{class_id}/remind", row=chosen, deed_id=str(uuid4())).status_code == 404
    deed = re.search(
        r"reminded=(\S+)", secretary.post(f"{MISSING}/remind", row=chosen, deed_id=str(uuid4())).headers["location"]
    )[1]
    assert panel("anden@skole.example").get(f"{MISSING}?reminded={deed}").status_code == 409
    assert browser().get(MISSING, follow_redirects=False).status_code == 303
    assert [kind for kind, _ in mailed(mailbox)] == ["school_reminds"] * 3, (
        "of the declaration sent elsewhere nobody hears"
    )
