"""Two phones and a tablet against the real server, at random: no text that was ever called saved is lost.

The phones run the app's own storage and sync under node (tests/pwa/phone.js), the server is the whole application. A
reply may be lost when the work is done. `make soak` runs as many examples as asked (EXAMPLES=5000).
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from starlette.testclient import TestClient

from server import settings as configuration
from server.app import create_app
from server.storage.answers import AnswerOperation
from server.storage.outbox import OutboxMessage
from tests.cast import ANSWERS, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.site import ROOT
from tests.web.beginnings import BASE

EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
APPRENTICE_FIELDS = ("self.remarks", "details.school_class")
SUPERVISOR_FIELDS = ("supervisor.remarks", "supervisor.special_needs")
CLOCKS = ("2026-11-23T10:00:00Z", "2031-01-01T00:00:00Z", "1999-12-31T23:59:59Z")
SPACE = UUID(int=7)


class Phones:
    """The node process that holds all phones."""

    def __init__(self) -> None:
        command = ["node", "--disable-warning=ExperimentalWarning", "tests/pwa/phone.js"]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
        self.process = subprocess.Popen(command, **pipes)

    def tell(self, line: dict[str, Any]) -> dict[str, Any]:
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture
def phones() -> Iterator[Phones]:
    phones = Phones()
    yield phones
    phones.stop()


class World:
    """The application with one requested declaration, for one example after the other."""

    def __init__(self, folder: Path, url: str, phones: Phones, stack: ExitStack) -> None:
        env = {"DEBUG": "1", "DATABASE_URL": url, "LOGBOG_VAR": str(folder), "LOGBOG_SECRET_KEY": "k" * 40}
        app = create_app(configuration.from_environment(env))
        self.app = app
        self.first = stack.enter_context(TestClient(app, base_url=BASE))
        self.phones, self.examples = phones, 0

    def client(self) -> TestClient:
        home = (
            f"10.{self.examples >> 16 & 255}.{self.examples >> 8 & 255}.{self.examples & 255}"  # limits are per address
        )
        client = TestClient(self.app, base_url=BASE, client=(home, 50000))
        client.portal = self.first.portal
        return client

    def machine(self) -> type[RuleBasedStateMachine]:
        world = self

        class Sync(RuleBasedStateMachine):
            """Rules are what people and networks do; after each round the promise is looked after."""

            @initialize()
            def begin(self) -> None:
                world.examples += 1
                world.first.portal.call(_empty_outbox)
                self.number, self.submitted = 0, 0
                self.newest: dict[tuple[str, str], str] = {}  # by phone and field
                self.cards: set[tuple[str, str, str]] = set()
                mailbox = Mailbox(world.client())
                address = f"laerling{world.examples}@post.example"
                apprentice = Apprentice(world.client(), mailbox, address)
                apprentice.finish_profile()
                self.id = apprentice.make()
                assert apprentice.request(self.id).status_code == 200
                supervisor = Visitor(world.client(), mailbox, SUPERVISOR)
                supervisor.answer(ANSWERS)
                self.ends = {
                    f"phone-{world.examples}-1": (apprentice.client, f"/api/declarations/{self.id}", APPRENTICE_FIELDS),
                    f"phone-{world.examples}-2": (apprentice.client, f"/api/declarations/{self.id}", APPRENTICE_FIELDS),
                    f"tablet-{world.examples}": (supervisor.client, supervisor.path, SUPERVISOR_FIELDS),
                }
                self.apprentice, self.supervisor = apprentice, supervisor
                for name, (_, root, _) in self.ends.items():
                    draft = supervisor.view() if root == supervisor.path else apprentice.declaration(self.id)
                    world.phones.tell({"phone": name, "do": "new", "draft": draft})

            def end(self, which: int) -> tuple[str, TestClient, str, tuple[str, ...]]:
                name = list(self.ends)[which]
                return (name, *self.ends[name])

            @rule(which=st.integers(0, 2), field=st.integers(0, 1), clock=st.sampled_from(CLOCKS))
            def edit(self, which: int, field: int, clock: str) -> None:
                name, _, _, fields = self.end(which)
                self.number += 1
                text = f"tekst {self.number}"
                order = {"phone": name, "do": "edit", "field": fields[field], "value": text, "at": clock}
                assert "done" in world.phones.tell(order)
                self.newest[name, fields[field]] = text

            @rule(which=st.integers(0, 2), lost=st.lists(st.booleans(), max_size=4), twice=st.booleans())
            def send(self, which: int, lost: list[bool], twice: bool) -> None:
                """A round; each reply may be lost after the work was done, each request may come twice."""
                name, client, root, _ = self.end(which)
                told = world.phones.tell({"phone": name, "do": "sync", "root": root})
                misses = iter(lost)
                while "ask" in told:
                    ask = told["ask"]
                    for _ in range(2 if twice else 1):
                        answer = client.request(ask["method"], ask["path"], json=ask["body"], headers=ask["headers"])
                    gone = next(misses, False)
                    reply = (
                        {"status": 0, "body": None} if gone else {"status": answer.status_code, "body": answer.json()}
                    )
                    told = world.phones.tell({"reply": reply})
                self.every_saved_text_is_somewhere()

            @rule(field=st.integers(0, 1), lost=st.lists(st.booleans(), max_size=4), clock=st.sampled_from(CLOCKS))
            def both_phones_write(self, field: int, lost: list[bool], clock: str) -> None:
                """The case that random steps seldom hit: two texts for one field, sent one after the other."""
                for which in (0, 1):
                    self.edit(which, field, clock)
                for which in (0, 1):
                    self.send(which, lost, False)

            @precondition(lambda self: self.submitted < 2)
            @rule()
            def submit(self) -> None:
                self.submitted += 1
                name = list(self.ends)[2]
                deed = str(uuid5(SPACE, f"{name}-{self.submitted}"))
                world.phones.tell({"phone": name, "do": "submit", "id": deed, "at": CLOCKS[0]})

            def every_saved_text_is_somewhere(self) -> None:
                """Current, in a card, late, or in an outbox; or written over by somebody who had it in sight."""
                told = self.apprentice.declaration(self.id)
                standing = {**told["answers"], **self.supervisor.view()["answers"]}
                late = {row["value"] for row in told["late"]}
                taken_in = set(world.first.portal.call(_applied, self.id))  # sealed ones too
                for name in self.ends:
                    seen = world.phones.tell({"phone": name, "do": "look"})["done"]
                    waiting = {item["body"].get("value") for item in seen["queue"] if item["kind"] == "operation"}
                    answers = seen["draft"]["answers"]
                    cards = {field: [one["value"] for one in answers[field].get("lost", [])] for field in answers}
                    for (phone, field), newest in self.newest.items():
                        kept = (
                            waiting
                            | late
                            | taken_in
                            | set(cards.get(field, []))
                            | {standing.get(field, {}).get("value")}
                        )
                        assert phone != name or newest in kept, f"{newest} of {name} in {field} is nowhere"
                    for phone, field, text in self.cards:
                        assert phone != name or text in cards[field], f"{text} is gone from its card"
                    self.cards |= {(name, field, text) for field, texts in cards.items() for text in texts}

            def teardown(self) -> None:
                if hasattr(self, "ends"):
                    self.every_saved_text_is_somewhere()
                for name in getattr(self, "ends", {}):
                    world.phones.tell({"phone": name, "do": "forget"})

        return Sync


async def _empty_outbox() -> None:
    """The mails of earlier examples: the outbox's page renders every one each time it is read."""
    await OutboxMessage.all().delete()


async def _applied(declaration_id: str) -> list[str]:
    """Every text that was at some time the field's own: who wrote over it had seen it, or it would be a conflict."""
    rows = await AnswerOperation.filter(declaration_id=declaration_id, outcome="applied").values_list(
        "value", flat=True
    )
    return [value for value in map(json.loads, rows) if isinstance(value, str)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.timeout(0)
def test_no_saved_text_is_ever_lost(database_url: str, tmp_path: Path, phones: Phones) -> None:
    with ExitStack() as stack:
        world = World(tmp_path, database_url, phones, stack)
        how = settings(
            max_examples=EXAMPLES,
            stateful_step_count=10,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
            derandomize=EXAMPLES == 40,
        )
        run_state_machine_as_test(world.machine(), settings=how)
        print(f"{world.examples} examples ran clean")
