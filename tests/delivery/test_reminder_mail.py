"""A reminder as it goes over the wire: the one kind of mail that a mail program may stop by itself (RFC 8058)."""

import re
from email import message_from_bytes, policy

from server import tokens
from server.actions import reminders
from server.delivery import mails
from server.delivery.smtp import compose
from server.settings import Settings
from server.storage.outbox import OutboxMessage
from tests.actions.asking import HOLIDAYS, asked, at, live, person, recipient
from tests.cast import SUPERVISOR


async def test_reminders_alone_carry_the_headers_that_stop_them(open_database: str, sending: Settings) -> None:
    now = at("2026-11-02 10:00")
    declaration_id = await asked(await person("Åse", now, "2026-12-07"), now)
    await person("Bo", now, "2026-12-07")
    await live("2026-11-05 08:00", "2026-12-08 20:00")
    seen = set()
    for row in await OutboxMessage.all():
        raw = compose(await mails.render(row, sending), sending).as_bytes()
        said = message_from_bytes(raw, policy=policy.default)
        if not row.kind.startswith(("reminder", "no_answer", "make_your", "school_un")):
            assert "List-Unsubscribe" not in said
            continue
        seen.add(row.kind)
        [header] = re.findall(rb"^List-Unsubscribe: <(https://logbog\.example/stop/[\w.-]+)>\r?$", raw, re.MULTILINE)
        assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert header.decode() in said.get_body(("plain",)).get_content()
        assert row.to.encode() not in header
        assert tokens.read_stop_token(sending.secret_key, header.decode().rpartition("/")[2])
    assert seen == {"reminder", "no_answer_yet", "make_your_declaration", "school_unanswered"}
    row = await recipient(declaration_id, SUPERVISOR)
    mail = await mails.render(await OutboxMessage.filter(kind="reminder").first(), sending)
    assert mail.reply_to == "åse@post.example"
    assert tokens.link_secret(sending.secret_key, str(row.id), 1) in mail.text


async def test_of_several_apprentices_none_gets_the_reply(open_database: str, sending: Settings) -> None:
    now = at("2026-11-02 10:00")
    for name in ("Anna", "Bo"):
        await asked(await person(name, now), now)
    await reminders.plan(at("2026-11-05 10:00"), HOLIDAYS)
    assert (await mails.render(await OutboxMessage.get(kind="reminder"), sending)).reply_to is None
