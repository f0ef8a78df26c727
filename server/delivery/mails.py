"""Every mail that Logbog sends, and how one is made from its outbox row and the facts of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from server import tokens, words
from server.danish_dates import clock, in_words
from server.delivery import calendar_files, school_files
from server.delivery.attachments import Attachment
from server.domain.texts import one_line
from server.reading.mail_facts import Remembered
from server.reading.mail_facts import facts as read_facts
from server.settings import Settings
from server.storage.outbox import OutboxMessage

# kind: whether a reply goes to the apprentice
KINDS: Mapping[str, bool] = {
    "sign_in_code": False,
    "address_change_code": False,
    "sign_code": False,  # an answer would quote the code to the one who is not to have it
    "address_changed": False,
    "declaration_requested": True,
    "declaration_contact": True,
    "confirmation_asked": True,
    "typed_refused": False,
    "pen_handed": True,
    "link_renewed": True,
    "declaration_submitted": True,
    "submission_receipt": True,
    "submitted_by_colleague": True,
    "declaration_withdrawn": True,
    "message": True,  # to the writer
    "open_links": False,
    "fresh_link": True,
    "request_declined": False,
    "signature_disputed": False,
    "taken_back": True,
    "mail_bounced": False,
    "reminder": True,
    "no_answer_yet": False,
    "make_your_declaration": False,
    "school_unanswered": False,
    "school_reminds": True,  # to who reminded
    "correction_code": False,
    "sitting_code": False,
    "declaration_corrected": True,
    "reply_added": True,
    "correction_asked": True,
    "earlier_declarations": True,
    "panel_code": False,
}

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates" / "mail"),
    autoescape=select_autoescape(enabled_extensions=("html",), default=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["day"] = in_words
# Words that both forms share stand in words.html: a macro is escaped where it is written, never where it is called.
TEMPLATES.filters["plain"] = lambda text: Markup(text).unescape()  # noqa: S704 (for the text form, which shows no tags)
TEMPLATES.filters["role"] = lambda role: words.text(f"writer.{role}")
TEMPLATES.filters["clock"] = clock
TEMPLATES.filters["sentence"] = lambda name, family: words.text(f"{family}.{name}")


@dataclass(frozen=True)
class Mail:
    """One mail as it goes. `unsubscribe`: where a mail that repeats itself can be stopped."""

    id: UUID
    to: str
    subject: str
    text: str
    html: str
    kind: str
    created_at: datetime
    message_id: str
    reply_to: str | None
    unsubscribe: str | None = None
    attachments: Sequence[Attachment] = ()


async def render(message: OutboxMessage, settings: Settings, remembered: Remembered | None = None) -> Mail:
    """Links and codes are derived here, from ids and today's generation; the row holds neither."""
    known = await read_facts(message, remembered)
    files = await school_files.attached(message, settings)
    stop = _stop_link(known, settings)
    links = [{**one, "link": _link(one, settings)} for one in known["links"] or []]
    told = {**known, "links": links, "link": _link(known, settings), "stop_link": stop, "code": _code(known, settings),
            "base_url": settings.base_url, "contact": settings.contact, "attached": bool(files)}  # fmt: skip
    reply_to = known["writer"]["address"] if known["writer"] else known["apprentice_address"]
    mailed = KINDS[message.kind] and reply_to != message.to
    return Mail(
        id=message.id,
        to=message.to,
        subject=one_line(_fill(message.kind, "subject.txt", told)),
        text=_fill(message.kind, "body.txt", told).strip() + "\n",
        html=_fill(message.kind, "body.html", told),
        kind=message.kind,
        created_at=message.created_at,
        message_id=f"<{message.id.hex}@{urlsplit(settings.base_url).hostname}>",
        reply_to=reply_to if mailed else None,
        unsubscribe=stop or None,
        attachments=[*files, *calendar_files.attached(message, known, settings)],
    )


def _fill(kind: str, part: str, told: Mapping[str, Any]) -> str:
    return TEMPLATES.get_template(f"{kind}/{part}").render(told)


def _link(known: Mapping[str, Any], settings: Settings) -> str:
    if code := known.get("summons_code"):
        return f"{settings.base_url}/app/summons#{code}"
    recipient = known["recipient"]
    if not recipient:
        about = known["declaration_id"]
        return f"{settings.base_url}/app/declarations/{about}" if about else settings.base_url
    secret = tokens.link_secret(settings.secret_key, recipient["id"], recipient["link_generation"])
    return f"{settings.base_url}/e/{recipient['public_id']}#{secret}"


def _stop_link(known: Mapping[str, Any], settings: Settings) -> str:
    """Where the reminders of whoever gets this one can be stopped; nothing for what is no reminder."""
    token = tokens.stop_token(settings.secret_key, *known["stops"]) if known["stops"] else ""
    return f"{settings.base_url}/stop/{token}" if token else ""


def _code(known: Mapping[str, Any], settings: Settings) -> str:
    asked = known["code_request"]
    return tokens.sign_in_code(settings.secret_key, asked["id"], asked["generation"]) if asked else ""
