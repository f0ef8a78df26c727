"""Known schools: whose an address is, what the apprentice is asked, and who sees what when domains and staff change."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import schools
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.storage import schools as stored
from server.storage import visible
from server.storage.declarations import Declaration, Recipient
from server.storage.schools import SchoolDomain, Staff
from tests.cast import DETAILS, OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, batch, operation
from tests.schools import CONTACTS, NOW, summons

OUTSIDE = "kontor@skole.exampel"
STAFF = "sekretaer@skole.example"


class Registry:
    """What the operator does, at the running application."""

    def __init__(self, running: TestClient) -> None:
        self.call = running.portal.call

    def school(self, name: str = "Skolen", *domains: str) -> UUID:
        school_id = uuid4()
        self.call(lambda: schools.add(school_id, name, "", now=NOW))
        for domain in domains:
            self.domain(school_id, domain)
        return school_id

    def domain(self, school_id: UUID, domain: str) -> None:
        self.call(lambda: schools.add_domain(school_id, domain, now=NOW))

    def no_domain(self, school_id: UUID, domain: str) -> None:
        row = self.call(lambda: SchoolDomain.get(domain=domain).values_list("id", flat=True))
        self.call(lambda: schools.remove_domain(school_id, row, now=NOW))

    def staff(self, school_id: UUID, address: str = STAFF) -> None:
        self.call(lambda: schools.add_staff(school_id, address, "Sekretæren", now=NOW))

    def seen(self, address: str = STAFF) -> list[str]:
        """The declarations a reader with the address may see."""

        async def read() -> list[str]:
            reader = Reader(uuid4(), address, "", await stored.worked_for(address))
            return [str(one.id) for one in await Declaration.filter(visible.to_reader(reader))]

        return self.call(read)


@pytest.fixture
def registry(running: TestClient) -> Registry:
    return Registry(running)


def with_school(address: str) -> dict[str, Any]:
    return {**DETAILS, "details.school_contacts": [{"name": "", "address": address}]}


def told(apprentice: Apprentice, declaration_id: str, address: str) -> tuple[str | None, bool, str | None]:
    found = apprentice.declaration(declaration_id)["recipients"]
    one = next(one for one in found if one["address"] == address)
    return one["school"], one["unknown_school"], one["meant_address"]


def newest(apprentice: Apprentice) -> int:
    return apprentice.client.get("/api/changes?after=0").json()["after"]


def test_a_schools_domain_opens_what_was_sent_there_and_what_will_be_and_the_phones_hear_of_it(
    registry: Registry, apprentice: Apprentice, requested: str
) -> None:
    school = registry.school()
    before = newest(apprentice)
    registry.domain(school, "@Skole.example ")
    assert newest(apprentice) > before
    registry.staff(school)
    assert told(apprentice, requested, SCHOOL) == ("Skolen", False, None)
    later = apprentice.make()
    assert apprentice.request(later).status_code == 200
    assert set(registry.seen()) == {requested, later}
    assert told(apprentice, later, SUPERVISOR) == (None, False, None)


def test_only_a_contact_of_the_school_and_only_the_exact_domain_counts(
    registry: Registry, apprentice: Apprentice
) -> None:
    school = registry.school("Skolen", "skole.example", "andet.example")
    registry.staff(school)
    others = {**DETAILS, "details.school_contacts": [{"name": "", "address": "x@under.skole.example"}]}
    others["details.others"] = [{"name": "Lærer", "address": "privat@skole.example"}]
    others["details.supervisors"] = [{"name": "Centret", "address": "center@andet.example"}]
    made = apprentice.make(others)
    assert apprentice.request(made).status_code == 200
    assert registry.seen() == []
    known = "privat@skole.example"  # who stands there as another already, and becomes a contact of the school
    for address, seen in ((SCHOOL, [made]), (OUTSIDE, []), (known, [made]), (OUTSIDE, []), (SCHOOL, [made])):
        move_school(apprentice, made, address)
        assert apprentice.request(made).status_code == 200
        assert registry.seen() == seen


def move_school(apprentice: Apprentice, declaration_id: str, address: str) -> None:
    field = "details.school_contacts"
    base = apprentice.declaration(declaration_id)["answers"][field]["revision"]
    sent = batch(operation(field, [{"name": "", "address": address}], base))
    path = f"/api/declarations/{declaration_id}/operations"
    assert apprentice.client.post(path, json=sent).json()["results"][0]["outcome"] == "applied"


def test_a_removed_domain_and_a_removed_secretary_see_nothing_more(
    registry: Registry, running: TestClient, apprentice: Apprentice, requested: str
) -> None:
    school = registry.school("Skolen", "skole.example")
    registry.staff(school)
    staff_id = running.portal.call(lambda: Staff.get(address=STAFF).values_list("id", flat=True))
    running.portal.call(lambda: schools.remove_staff(school, staff_id, now=NOW))
    assert registry.seen() == []
    registry.staff(school)
    assert registry.seen() == [requested]
    before = newest(apprentice)
    registry.no_domain(school, "skole.example")
    assert newest(apprentice) > before
    assert registry.seen() == []
    assert running.portal.call(lambda: stored.worked_for(STAFF)) == ()
    assert running.portal.call(lambda: Recipient.filter(school_id=school).count()) == 0
    assert told(apprentice, requested, SCHOOL) == (None, False, None)  # no school is known: nothing to ask about


def test_a_school_that_is_removed_takes_its_domains_and_staff_along_but_not_one_with_call_ups(
    registry: Registry, running: TestClient, apprentice: Apprentice, requested: str
) -> None:
    school = registry.school("Skolen", "skole.example")
    registry.staff(school)
    running.portal.call(lambda: schools.remove(school, now=NOW))
    assert registry.seen() == []
    again = registry.school("Skolen", "skole.example")
    running.portal.call(summons, again)
    with pytest.raises(Refusal, match="school_has_summonses"):
        running.portal.call(lambda: schools.remove(again, now=NOW))
    with pytest.raises(NotFound):
        running.portal.call(lambda: schools.remove(school, now=NOW))


def test_what_cannot_be_registered(registry: Registry, running: TestClient) -> None:
    mine, other = registry.school("Skolen", "skole.example"), registry.school("Anden", "anden.example")
    registry.domain(mine, "skole.example")  # again: nothing more happens
    for call, wrong in (
        (lambda: schools.add(uuid4(), " SKOLEN ", "", now=NOW), ("name", "school_name_taken")),
        (lambda: schools.add(uuid4(), " ", "", now=NOW), ("name", "school_name_missing")),
        (lambda: schools.change(other, "skolen", ""), ("name", "school_name_taken")),
        (lambda: schools.add(uuid4(), "Ny", "12345678", now=NOW), ("cvr", "cvr_check")),
        (lambda: schools.add_domain(other, "skole.example", now=NOW), ("domain", "domain_taken")),
        (lambda: schools.add_domain(other, "gmail.com", now=NOW), ("domain", "domain_public")),
        (lambda: schools.add_staff(other, STAFF, "Sekretæren", now=NOW), ("address", "staff_outside")),
        (lambda: schools.add_staff(mine, STAFF, " ", now=NOW), ("staff_name", "staff_name_missing")),
    ):
        with pytest.raises(InputInvalid) as refused:
            running.portal.call(call)
        assert [(one.field, one.code) for one in refused.value.problems] == [wrong]
    row = running.portal.call(lambda: SchoolDomain.get(domain="skole.example").values_list("id", flat=True))
    with pytest.raises(NotFound):
        running.portal.call(lambda: schools.remove_domain(other, row, now=NOW))


def test_an_address_outside_every_school_is_a_question_until_it_is_confirmed_or_corrected(
    registry: Registry, apprentice: Apprentice
) -> None:
    made = apprentice.make(with_school(OUTSIDE))
    assert apprentice.request(made).status_code == 200
    assert told(apprentice, made, OUTSIDE) == (None, False, None)  # while no school is known
    before = newest(apprentice)
    registry.school("Skolen", "skole.example")
    assert newest(apprentice) > before
    assert told(apprentice, made, OUTSIDE) == (None, True, "kontor@skole.example")
    recipient = next(one for one in apprentice.declaration(made)["recipients"] if one["address"] == OUTSIDE)
    path = f"/api/declarations/{made}/recipients/{recipient['id']}/confirm"
    answer = apprentice.client.post(path, json={})
    assert answer.status_code == 200
    assert told(apprentice, made, OUTSIDE) == (None, False, None)
    assert apprentice.client.post(path, json={}).json() == answer.json()


def test_what_is_confirmed_before_the_request_is_not_asked_again(registry: Registry, apprentice: Apprentice) -> None:
    registry.school("Skolen", "skole.example")
    made = apprentice.make(with_school(OUTSIDE))
    path = f"/api/declarations/{made}/request"
    for wrong in ([7], ["x" * 255], ["\0@a.dk"], ["a"] * 11, "x"):
        sent = apprentice.client.post(path, json={"request_id": str(uuid4()), "confirmed": wrong})
        assert sent.status_code == 422, wrong
    sent = apprentice.client.post(path, json={"request_id": str(uuid4()), "confirmed": [OUTSIDE.upper(), SUPERVISOR]})
    assert sent.status_code == 200
    assert told(apprentice, made, OUTSIDE) == (None, False, None)


def test_a_contact_that_the_school_itself_named_in_its_call_up_is_not_asked_about(
    registry: Registry, running: TestClient, apprentice: Apprentice
) -> None:
    school = registry.school("Skolen", "skole.example")
    contacts = json.dumps([{**CONTACTS[0], "confirmed": True}])  # its secretary said that it is right
    running.portal.call(lambda: summons(school, contacts=contacts))
    made = apprentice.make({"details.summons_code": "ABCD2345"})
    apprentice.answer(made, {k: v for k, v in DETAILS.items() if k.startswith(("details.work", "details.super"))})
    assert apprentice.request(made).status_code == 200
    assert told(apprentice, made, "snedker@snedkerskolen.example") == ("Skolen", False, None)


def test_the_phone_asks_before_the_request(
    registry: Registry, apprentice: Apprentice, browser: Callable[[], TestClient]
) -> None:
    asked = {"addresses": [SCHOOL, OUTSIDE.upper(), "x@helt.andet"]}
    nothing = apprentice.client.post("/api/schools/check", json=asked).json()["addresses"]
    assert [one["unknown_school"] for one in nothing] == [False] * 3
    registry.school("Skolen", "skole.example")
    assert apprentice.client.post("/api/schools/check", json=asked).json() == {
        "addresses": [
            {"address": SCHOOL, "school": "Skolen", "unknown_school": False, "meant_address": None},
            {"address": OUTSIDE, "school": None, "unknown_school": True, "meant_address": "kontor@skole.example"},
            {"address": "x@helt.andet", "school": None, "unknown_school": True, "meant_address": None},
        ]
    }
    assert browser().post("/api/schools/check", json=asked).status_code == 401
    for wrong in ({}, {"addresses": "x"}, {"addresses": [None]}, {"addresses": ["a@b.dk"] * 11}):
        assert apprentice.client.post("/api/schools/check", json=wrong).status_code == 422, wrong


def test_nobody_else_confirms(
    registry: Registry, apprentice: Apprentice, requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    registry.school("Skolen", "en.example")
    ids = {one["address"]: one["id"] for one in apprentice.declaration(requested)["recipients"]}
    path = f"/api/declarations/{requested}/recipients"
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert stranger.client.post(f"{path}/{ids[SCHOOL]}/confirm", json={}).status_code == 404
    assert browser().post(f"{path}/{ids[SCHOOL]}/confirm", json={}).status_code == 401
    assert apprentice.client.post(f"{path}/{ids[SUPERVISOR]}/confirm", json={}).status_code == 404
    assert apprentice.client.post(f"{path}/{uuid4()}/confirm", json={}).status_code == 404
    assert told(apprentice, requested, SCHOOL)[1] is True
