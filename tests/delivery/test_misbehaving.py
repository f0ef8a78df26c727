"""Mail servers that refuse, hang, put off, break off and lie: no mail is lost, none goes without TLS or four times."""

import asyncio
import random
import ssl
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from server import worker
from server.delivery.deliver import deliver_due
from server.delivery.failures import Away
from server.settings import Settings
from server.storage import outbox
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sign_in import CodeRequest
from tests.cast import APPRENTICE, CONTACT, SUPERVISOR
from tests.certificate import self_signed
from tests.delivery.conftest import NOW, deliver
from tests.delivery.peer import Peer, peer
from tests.delivery.test_bounces import seen_by_apprentice

PATIENCE = 1.0  # seconds; a hang is cut after so many


def through(settings: Settings, peer: Peer, patience: float = 30.0) -> Settings:
    assert settings.smtp
    return replace(settings, smtp=replace(settings.smtp, port=peer.port), patience=patience)


async def ask_for_code(now: datetime) -> OutboxMessage:
    """A code that lives for ten minutes."""
    common = {"purpose": "sign_in", "address": APPRENTICE, "browser_hash": "x", "generation": 1, "created_at": now}
    request = await CodeRequest.create(id=uuid4(), expires_at=now + timedelta(minutes=10), **common)
    row = outbox.message("sign_in_code", APPRENTICE, now=now, code_request_id=request.id)
    await row.save(force_create=True)
    return row


@pytest.mark.parametrize(
    ("answers", "state", "because", "copies"),
    [
        ({f"RCPT {SUPERVISOR}": "550 5.1.1 no such user"}, "failed", "unknown_mailbox", 0),
        ({"dot": ["552 5.2.2 mailbox full"]}, "failed", "mailbox_full", 0),
        ({"dot": ["554 5.7.1 spam"]}, "failed", "refused", 0),
        ({f"RCPT {SUPERVISOR}": "450 4.7.1 greylisted"}, "waiting", "later", 0),
        ({f"RCPT {SUPERVISOR}": "421 closing"}, "waiting", "later", 0),
        ({"dot": ["451 4.3.0 later"]}, "waiting", "later", 0),
        ({"MAIL": ["drop"]}, "waiting", "broken_off", 0),
        ({"DATA": ["drop"]}, "waiting", "broken_off", 0),
        ({"DATA": [None]}, "waiting", "broken_off", 0),
        ({"dot": ["drop"]}, "waiting", "broken_off", 1),
        ({"dot": [None]}, "waiting", "broken_off", 1),
    ],
)
async def test_one_mail_that_goes_wrong(
    asked: UUID, sending: Settings, answers: dict[str, object], state: str, because: str, copies: int
) -> None:
    """The other one goes in the same round, and the phone hears why the first did not."""
    await OutboxMessage.filter(to=SUPERVISOR).update(due_at=NOW - timedelta(minutes=1))
    async with peer(**answers) as server:
        settings = through(sending, server, PATIENCE if None in answers.get("DATA", answers.get("dot", [])) else 30.0)
        await deliver(settings)
        known = await seen_by_apprentice(asked)
        assert (known["mail"], known["mail_because"]) == (state, because)
        assert (await OutboxMessage.get(to=SUPERVISOR)).copies == copies
        assert CONTACT in server.taken
        server.answers = {}
        await deliver(settings, NOW + timedelta(hours=1))
        assert (await seen_by_apprentice(asked))["mail"] == ("failed" if state == "failed" else "sent")
        assert server.taken.count(SUPERVISOR) == (0 if state == "failed" else 1 + copies)
        assert server.taken.count(CONTACT) == 1


@pytest.mark.parametrize(
    "answers", [{"greeting": None}, {"greeting": "421 busy"}, {"greeting": "drop"}, {"EHLO": None}]
)
async def test_a_server_that_is_away_costs_no_mail_a_try(
    asked: UUID, sending: Settings, answers: dict[str, str | None]
) -> None:
    async with peer(**answers) as server:
        hurried, settings = through(sending, server, 0.2), through(sending, server)
        for minute in range(2):
            with pytest.raises(Away):
                await deliver_due("mail", hurried, NOW + timedelta(minutes=minute))
        known = await seen_by_apprentice(asked)
        assert (known["mail"], known["mail_because"]) == ("waiting", "mail_server_away")
        rows = await OutboxMessage.all()
        assert {(row.attempts, row.copies, row.due_at) for row in rows} == {(0, 0, NOW)}
        server.answers = {}
        await deliver(settings, NOW + timedelta(minutes=3))
        assert sorted(server.taken) == sorted([SUPERVISOR, CONTACT])


async def test_after_three_copies_that_may_have_arrived_there_is_no_fourth(asked: UUID, sending: Settings) -> None:
    async with peer(dot="drop") as server:
        settings = through(sending, server)
        for hour in range(24):
            await deliver(settings, NOW + timedelta(hours=hour))
        assert server.taken.count(SUPERVISOR) == server.taken.count(CONTACT) == 3
        assert len(set(server.ids)) == 2, "a copy must be the same mail to its receiver"
        known = await seen_by_apprentice(asked)
        assert (known["mail"], known["mail_because"]) == ("failed", "three_copies")


async def test_after_five_days_it_is_given_up(asked: UUID, sending: Settings) -> None:
    async with peer(RCPT=None) as server:
        server.answers = {f"RCPT {SUPERVISOR}": "450 later", f"RCPT {CONTACT}": "450 later"}
        settings = through(sending, server)
        for hour in (0, 1, 3, 60, 118, 119, 124):
            await deliver(settings, NOW + timedelta(hours=hour))
        known = await seen_by_apprentice(asked)
        assert (known["mail"], known["mail_because"]) == ("failed", "gave_up")


@pytest.mark.parametrize("certificate", [None, "wrong"])
async def test_nothing_goes_in_plain_text_when_tls_does_not_come_about(
    asked: UUID, sending: Settings, tmp_path: Path, certificate: str | None
) -> None:
    """STARTTLS stripped on the way, and a certificate that nobody vouches for."""
    async with peer() as server:
        server.tls = tls_of(tmp_path) if certificate else None
        settings = through(sending, server, PATIENCE)
        smtp = replace(settings.smtp, tls="starttls", host="localhost", username="logbog", password="hemmelig")
        with pytest.raises(Away) as away:
            await deliver_due("mail", replace(settings, smtp=smtp), NOW)
        assert away.value.code == ("certificate_wrong" if certificate else "starttls_missing")
        assert {line.split()[0] for line in server.heard} <= {"EHLO", "STARTTLS", "QUIT"}
        assert server.taken == []


async def test_with_a_certificate_that_is_right_mail_goes(
    asked: UUID, sending: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with peer() as server:
        server.tls = tls_of(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "peer.pem"))
        settings = through(sending, server)
        await deliver(replace(settings, smtp=replace(settings.smtp, tls="starttls", host="localhost")))
        assert len(server.taken) == 2


def tls_of(folder: Path) -> ssl.SSLContext:
    (folder / "peer.pem").write_bytes(self_signed("localhost"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "peer.pem")
    return context


async def test_a_code_does_not_wait_behind_mails_that_hang(
    asked: UUID, sending: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who deliver mail are held up; the code goes by, through the real loops."""
    monkeypatch.setattr(worker, "GRACE", 0.1)
    row = await Recipient.get(address=SUPERVISOR)
    ids = {"recipient_id": row.id, "declaration_id": asked}
    await outbox.put_all([outbox.message("pen_handed", SUPERVISOR, now=NOW, **ids) for _ in range(60)])
    await ask_for_code(datetime.now(NOW.tzinfo))
    async with peer() as server:
        server.answers = {f"RCPT {SUPERVISOR}": None, f"RCPT {CONTACT}": None}
        gone, stop = asyncio.Event(), asyncio.Event()
        server.on_taken = gone.set
        running = asyncio.create_task(worker.run(through(sending, server), stop))
        await asyncio.wait_for(gone.wait(), 20)
        stop.set()
        await running
        assert server.taken == [APPRENTICE]


async def test_after_six_hours_without_a_server_the_oldest_goes_first_and_dead_codes_not_at_all(
    asked: UUID, sending: Settings
) -> None:
    row = await Recipient.get(address=SUPERVISOR)
    ids = {"recipient_id": row.id, "declaration_id": asked}
    await OutboxMessage.all().delete()
    down = replace(sending, smtp=replace(sending.smtp, port=1))
    mails, now = [], NOW
    for minute in range(0, 360, 10):  # a school period begins, and everybody writes
        now = NOW + timedelta(minutes=minute)
        mails += [outbox.message("pen_handed", SUPERVISOR, now=now, **ids) for _ in range(2)]
        await outbox.put_all(mails[-2:])
        await ask_for_code(now)
        for lane in ("codes", "mail"):
            with pytest.raises(Away):
                await deliver_due(lane, down, now)
    async with peer() as server:
        await deliver(through(sending, server), now + timedelta(minutes=1))
        wanted = [f"<{row.id.hex}@logbog.example>" for row in sorted(mails, key=lambda row: row.created_at)]
        mailed = [id for id, to in zip(server.ids, server.taken, strict=True) if to == SUPERVISOR]
        assert sorted(mailed) == sorted(wanted)
        order = {id: place // 2 for place, id in enumerate(wanted)}
        assert [order[id] for id in mailed] == sorted(order[id] for id in mailed), "the oldest first"
        assert server.taken.count(APPRENTICE) == 1, "only the code that still lives"
    codes = await OutboxMessage.filter(lane="codes").values_list("last_error", flat=True)
    assert sorted(map(str, codes)) == [*["None"], *["closed_code_expired"] * 35]
    assert await OutboxMessage.filter(sent_at=None, dead_at=None).count() == 0


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_workers_share_one_outbox(asked: UUID, sending: Settings) -> None:
    row = await Recipient.get(address=SUPERVISOR)
    ids = {"recipient_id": row.id, "declaration_id": asked}
    await outbox.put_all([outbox.message("pen_handed", SUPERVISOR, now=NOW, **ids) for _ in range(80)])

    async def work(settings: Settings) -> int:
        done = 0
        while number := await deliver_due("mail", settings, NOW):
            done += number
        return done

    async with peer() as server:
        shares = await asyncio.gather(*(work(through(sending, server)) for _ in range(2)))
        assert sum(shares) == len(server.taken) == len(set(server.ids)) == 82
        assert min(shares) > 0, "one of them did it all"


BEHAVIOUR = ["250 ok", "250 ok", "450 4.7.1 later", "550 5.1.1 no", "421 closing", "drop"]


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_a_server_does_everybody_is_mailed_or_seen_to_have_failed(
    asked: UUID, sending: Settings, seed: int
) -> None:
    """I2 and I4 of the outbox: at least one mail or a visible failure, at most three copies, one state, and an end."""
    dice = random.Random(seed)
    person = await Person.get(address=APPRENTICE)
    row = await Recipient.get(address=SUPERVISOR)
    ids = {"recipient_id": row.id, "declaration_id": asked, "person_id": person.id}
    await outbox.put_all([outbox.message("pen_handed", SUPERVISOR, now=NOW, **ids) for _ in range(25)])
    async with peer() as server:
        settings = through(sending, server)
        for hour in range(0, 9 * 24, 3):  # for five days it is tried, then there is an end as soon as it is looked at
            server.answers = {
                what: [dice.choice(BEHAVIOUR) for _ in range(200)] for what in (f"RCPT {SUPERVISOR}", "dot")
            }
            server.answers["greeting"] = [
                dice.choice(["220 hello", "220 hello", "421 busy", "drop"]) for _ in range(200)
            ]
            for lane in ("codes", "mail"):
                with suppress(Away):
                    while await deliver_due(lane, settings, NOW + timedelta(hours=hour)):
                        pass
    rows = await OutboxMessage.all()
    assert len(rows) == 27
    for row in rows:
        copies = server.ids.count(f"<{row.id.hex}@logbog.example>")
        assert (row.sent_at is None) != (row.dead_at is None), "it is in one state, and not waiting"
        assert copies <= 3
        assert row.copies == copies, "what may have gone out is what went out"
        assert copies >= 1 if row.sent_at else row.last_error
