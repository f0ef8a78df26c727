"""What is asked for and then has nothing to tell is not sent: no mail goes to an address that only somebody typed."""

from uuid import UUID, uuid4

import pytest

from server import tokens
from server.actions import declining, lost_links, opening
from server.domain.roles import Visitor
from server.settings import Settings
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from tests.cast import APPRENTICE, SUPERVISOR
from tests.delivery.conftest import NOW, Sink, deliver

pytestmark = pytest.mark.usefixtures("open_database")
UNKNOWN = "ukendt@ingen.example"


async def test_open_links_go_to_whom_they_belong_and_to_no_other_address(
    asked: UUID, sending: Settings, sink: Sink
) -> None:
    await deliver(sending)
    sink.taken.clear()
    for address in (SUPERVISOR, UNKNOWN):
        await lost_links.ask_for_all(address, "192.0.2.1", key=sending.secret_key, now=NOW)
    assert await OutboxMessage.filter(kind="open_links").count() == 2, "the same work for both"
    await deliver(sending)
    assert [to for _, [to], _ in sink.taken] == [SUPERVISOR]
    dropped = await OutboxMessage.get(kind="open_links", to=UNKNOWN)
    assert dropped.dead_at
    assert "nothing_to_tell" in (dropped.last_error or "")


async def test_a_no_that_was_taken_back_before_its_mail_went_is_not_told(
    asked: UUID, sending: Settings, sink: Sink
) -> None:
    await deliver(sending)
    by = await Recipient.get(declaration_id=asked, address=SUPERVISOR)
    secret = tokens.link_secret(sending.secret_key, str(by.id), by.link_generation)
    token = await opening.open_link(by.public_id, secret, None, "192.0.2.1", key=sending.secret_key, now=NOW)
    visitor = Visitor(by.public_id, tokens.hash_token(token))
    await declining.decline(visitor, uuid4(), reason="cannot", text="Ferie", instead=None, now=NOW)
    await declining.take_back(visitor, now=NOW)
    await deliver(sending)
    assert sink.mails(APPRENTICE) == []
    await declining.decline(visitor, uuid4(), reason="cannot", text="Alligevel", instead=None, now=NOW)
    await deliver(sending)
    assert len(sink.mails(APPRENTICE)) >= 1
