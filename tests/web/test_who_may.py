"""Every route against everybody: who is not let in is told so, as if it were not there, and changes nothing."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from server import settings
from server.settings import Settings
from server.storage import database
from server.storage.committees import Committee, CommitteeMember
from server.storage.figure_snapshots import FigureSnapshot
from server.storage.panel_sessions import PanelSession
from server.storage.schools import School, SchoolDomain, Staff
from server.storage.sessions import Session
from server.storage.summonses import Summons
from server.web.routes import ROUTES
from tests import every_mail, official_forms
from tests.cast import (
    ANSWERS,
    CONTACT,
    DETAILS,
    OTHER_APPRENTICE,
    SCHOOL,
    SPECIALISATION,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
)
from tests.example import EDITION
from tests.who_may import ANYBODY, CONCERNED, EVERYBODY, ROWS, Group, World

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OPERATOR, STAFF, OTHER_STAFF = "drift@logbog.example", "lone@skole.example", "per@anden.example"
TRADE_MEMBER, LOCAL_MEMBER = "bo@udvalg.example", "ida@luu.example"
CODE = "SNEDKR2A"
# Stands in everything that is not for everybody: whoever reads it saw what was somebody's.
MARK = "Hemmelig"
MARKED = {
    "details.workplace_name": f"Snedkeriet {MARK}",
    "details.others": [{"name": MARK, "address": "onkel@post.example"}],
    "self.remarks": MARK,
}
OTHERS = {
    "details.supervisors": [{"name": "Anden Mester", "address": "anden@sted.example"}],
    "details.school_contacts": [{"name": "", "address": "kontor@anden.example"}],
    "details.workplace_contacts": [{"name": "", "address": "kontor@sted.example"}],
}
Browser = Callable[[], TestClient]
People = dict[str, TestClient]


@pytest.fixture
def configuration(database_url: str, tmp_path: Path) -> Settings:
    env = {"DEBUG": "1", "DATABASE_URL": database_url, "LOGBOG_VAR": str(tmp_path), "LOGBOG_OPERATORS": OPERATOR}
    return settings.from_environment({**env, "LOGBOG_SECRET_KEY": "k" * 40, "LOGBOG_TAKE_BACK_SECONDS": "0"})


async def school(name: str, staff: str, code: str) -> tuple[UUID, UUID]:
    """A school with somebody at it and a call-up: the ids of school and call-up."""
    now = datetime.now(UTC)
    found = await School.create(id=uuid4(), name=name, cvr=None, created_at=now)
    await Staff.create(id=uuid4(), school=found, address=staff, name="", created_at=now)
    begins = now.date() + timedelta(days=30)
    called = await Summons.create(
        id=uuid4(), school=found, code=code, programme="bygningssnedker", main_course=2, school_class="h2",
        training_period_ends_on=begins, school_period_starts_on=begins, contacts="[]", created_by=staff, created_at=now,
    )  # fmt: skip
    return found.id, called.id


async def spare() -> dict[str, str]:
    """A school that the operator may take to pieces."""
    now = datetime.now(UTC)
    found = await School.create(id=uuid4(), name="En tredje skole", cvr=None, created_at=now)
    person = await Staff.create(id=uuid4(), school=found, address="x@tredje.example", name="", created_at=now)
    domain = await SchoolDomain.create(id=uuid4(), school=found, domain="tredje.example", created_at=now)
    return {"spare_school_id": str(found.id), "staff_id": str(person.id), "domain_id": str(domain.id)}


async def committees(school_id: UUID) -> dict[str, str]:
    """A trade committee and a local one with a member each; and one that the operator may take to pieces."""
    now, made = datetime.now(UTC), {}
    for kind, programme, address in (
        ("trade", "bygningssnedker", TRADE_MEMBER), ("local", "bygningssnedker", LOCAL_MEMBER), ("trade", "x", "x@x.dk")
    ):  # fmt: skip
        school = school_id if kind == "local" else None
        row = await Committee.create(
            id=uuid4(), kind=kind, name="Udvalg", programmes=programme, school_id=school, created_at=now
        )
        member = await CommitteeMember.create(id=uuid4(), committee=row, address=address, name="", created_at=now)
        made |= {"committee_id": str(row.id), "member_id": str(member.id)}
        made |= {f"{kind}_committee_id": str(row.id)} if programme != "x" else {}
    content = json.dumps({"schools": {}, "whole": {"shares": {}}, "goals": {}, "machines": []})
    await FigureSnapshot.create(id=uuid4(), programme=SPECIALISATION, period="2026-1", content=content, made_at=now)
    return made


async def session_ids() -> tuple[UUID, UUID]:
    """A session of the apprentice and one of the school's staff that no browser of the test holds any more."""
    now = datetime.now(UTC)
    mine = await Session.filter(person__address="laerling@post.example").first()
    app = await Session.create(
        id=uuid4(), token_hash="a" * 64, person_id=mine.person_id, device="", shared_device=False, created_at=now,
        last_seen_at=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    panel = await PanelSession.create(
        id=uuid4(), token_hash="p" * 64, address=STAFF, name="", device="", own_machine=False, created_at=now,
        last_seen_at=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    return app.id, panel.id


class Stage:
    """One world with everybody in it."""

    def __init__(self, running: TestClient, browser: Browser, mailbox: Mailbox) -> None:
        self.running, self.browser, self.mailbox = running, browser, mailbox
        school_id, summons_id = running.portal.call(school, "Skolen", STAFF, CODE)
        running.portal.call(school, "En anden skole", OTHER_STAFF, "ANDEN00A")
        apprentice, other = Apprentice(browser(), mailbox), Apprentice(browser(), mailbox, OTHER_APPRENTICE)
        apprentice.finish_profile()
        other.finish_profile()
        sealed_id = self.sealed(apprentice)
        apprentice.client.patch("/api/profile", json={"name": f"Alma {MARK}"})
        declaration_id = apprentice.make({**DETAILS, **MARKED, "details.summons_code": CODE})
        assert apprentice.request(declaration_id).status_code == 200
        share_id, ended_share_id = str(uuid4()), str(uuid4())
        for id, address in ((share_id, CONTACT), (str(uuid4()), SUPERVISOR), (ended_share_id, CONTACT)):
            shared = {"share_id": id, "name": "", "address": address, "days": 30, "declaration_ids": [sealed_id]}
            assert apprentice.client.post("/api/shares", json=shared).status_code in (200, 201)
        supervisor = Visitor(browser(), mailbox, SUPERVISOR)
        assert other.request(other.make({**DETAILS, **OTHERS})).status_code == 200
        rows = apprentice.declaration(declaration_id)["recipients"]
        app_session, panel_session = running.portal.call(session_ids)
        self.world = World(
            declaration_id=declaration_id, sealed_id=sealed_id, share_id=share_id, ended_share_id=ended_share_id,
            school_id=str(school_id),
            summons_id=str(summons_id), public_id=supervisor.public_id, edition_id=EDITION.id,
            recipient_id=next(row["id"] for row in rows if row["address"] == SUPERVISOR),
            other_recipient_id=next(row["id"] for row in rows if row["address"] == "onkel@post.example"),
            school_recipient_id=next(row["id"] for row in rows if row["address"] == SCHOOL),
            app_session_id=str(app_session), panel_session_id=str(panel_session),
            **running.portal.call(spare),
            **running.portal.call(committees, school_id),
            form_id=str(running.portal.call(official_forms.added)), number="1",
            name="icon.svg", kind="csv", programme=SPECIALISATION, period="2026-1",
            machines="machines", key=EDITION.machines[0].key, path="x", token="x",
        )  # fmt: skip
        self.people: People = {
            "nobody": browser(),
            "apprentice": apprentice.client,
            "other_apprentice": other.client,
            "supervisor": supervisor.client,
            "other_supervisor": Visitor(browser(), mailbox, "anden@sted.example").client,
            "foreman": self.reader(SUPERVISOR),
            "contact": self.reader(CONTACT),
            "school_contact": self.reader(SCHOOL),
            "other_reader": self.reader("kontor@sted.example"),
            "staff": self.reader(STAFF),
            "other_staff": self.reader(OTHER_STAFF),
            "trade_member": self.reader(TRADE_MEMBER),
            "local_member": self.reader(LOCAL_MEMBER),
            "operator": self.reader(OPERATOR),
        }

    def reader(self, address: str) -> TestClient:
        return PanelReader(self.browser(), self.mailbox, address).client

    def sealed(self, apprentice: Apprentice) -> str:
        """An earlier one that was filled in and sent."""
        id = apprentice.make({**DETAILS, "details.main_course": 1})
        assert apprentice.request(id).status_code == 200
        by = Visitor(self.browser(), self.mailbox, SUPERVISOR)
        by.answer(ANSWERS)
        assert by.submit().status_code == 200
        return id

    def ask(self, who: str, row: str) -> Response:
        """The row's request by somebody, with a body that is right."""
        method, pattern = row.split()
        gap = re.compile(r"\{(\w+)(?::\w+)?\}")
        path = gap.sub(lambda found: getattr(self.world, meant(found[1], pattern)), pattern)
        body = ROWS[row][1](self.world)
        how: dict[str, Any] = {} if method == "GET" else {"json": body} if path.startswith("/api/") else {"data": body}
        head = {"if-match": '"1"'} if path.startswith("/api/") and method == "POST" else {}
        return self.people[who].request(method, path, headers=head, follow_redirects=False, **how)


@pytest.fixture
def stage(running: TestClient, browser: Browser, mailbox: Mailbox) -> Stage:
    return Stage(running, browser, mailbox)


def meant(gap: str, pattern: str) -> str:
    """Which of the world's ids stands in a path."""
    if gap == "session_id":
        return "panel_session_id" if pattern.startswith("/panel") else "app_session_id"
    if gap == "committee_id" and pattern.startswith("/panel/figures"):
        return "trade_committee_id"
    if gap == "kind" and pattern.startswith("/panel/catalogue"):
        return "machines"
    if gap == "school_id":
        return "school_id" if pattern.startswith("/panel/access/") else "spare_school_id"
    if gap == "declaration_id" and pattern.endswith((".pdf", ".zip")):
        return "sealed_id"
    if pattern == "/api/shares/{share_id:uuid}/end":
        return "ended_share_id"
    whom = {"/confirm": "school_recipient_id", "/end_access": "other_recipient_id"}
    end = f"/{pattern.rpartition('/')[2]}"
    return whom.get(end, gap) if gap == "recipient_id" else gap


def told(group: Group, who: str, row: str) -> int:
    if who in group.unseen:
        return 404
    return 303 if row.startswith("GET /panel") else 401


def test_every_route_has_a_row() -> None:
    routes = {f"{method} {route.path}" for route in ROUTES for method in route.methods - {"HEAD"}}
    assert routes - set(ROWS) == set(), "say in tests/who_may.py who may use it"
    assert set(ROWS) - routes == set(), "no such route any more"


@on_sqlite
def test_whoever_is_not_let_in_is_told_so_and_changes_nothing(stage: Stage, configuration: Settings) -> None:
    path = database.sqlite_path(configuration.database_url)
    before, wrong = every_mail.untouched(path), []
    for row, (group, _) in ROWS.items():
        for who in (one for one in EVERYBODY if one not in group.let_in):
            answer = stage.ask(who, row)
            led_in = answer.headers.get("location", "").startswith("/panel/sign_in") == (answer.status_code == 303)
            if answer.status_code != told(group, who, row) or not led_in or MARK in answer.text:
                wrong.append((row, who, answer.status_code, told(group, who, row)))
    assert not wrong, "\n".join(map(str, wrong))
    assert every_mail.untouched(path) == before


@on_sqlite
def test_whoever_is_let_in_is_not_turned_away_and_reads_only_what_is_theirs(stage: Stage) -> None:
    """What they ask may be refused for other reasons: it is asked of one world in a row."""
    wrong, read = [], set()
    for row, (group, _) in ROWS.items():
        for who in (one for one in EVERYBODY if one in group.let_in):
            answer = stage.ask(who, row)
            led_in = answer.headers.get("location", "").startswith("/panel/sign_in?next")
            unseen = answer.status_code == 404 and not group.nothing_there and group is not ANYBODY
            if answer.status_code in (401, 403, 500) or led_in or unseen:
                wrong.append((row, who, answer.status_code))
            if MARK in answer.text:
                read.add(who)
    assert not wrong, "\n".join(map(str, wrong))
    assert read == CONCERNED
