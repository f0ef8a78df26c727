"""Handing one mail to the mail server, and what its answer means."""

import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, formataddr
from typing import Any

import aiosmtplib

from server.delivery.mails import Mail, one_line
from server.settings import LOOPBACK, Settings, Smtp

PATIENCE = 30  # seconds


class SendFailed(Exception):
    """The mail did not go. `code` says why, without anybody's name or address."""

    def __init__(self, code: str, *, permanent: bool) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """Text and HTML, one recipient, a stable Message-ID: a copy sent twice is the same mail to the receiver."""
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = formataddr(("Logbog", settings.sender))
    message["To"] = one_line(mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "da"
    if mail.reply_to:
        message["Reply-To"] = one_line(mail.reply_to)
    message.set_content(mail.text, subtype="plain", charset="utf-8")
    message.add_alternative(mail.html, subtype="html", charset="utf-8")
    return message


async def send(mail: Mail, settings: Settings) -> None:
    """Raises SendFailed. Outside the loopback nothing goes without TLS and a certificate that is right."""
    server = settings.smtp
    if server is None:
        raise SendFailed("no_mail_server", permanent=False)
    if server.tls == "none" and server.host not in LOOPBACK:
        raise SendFailed("tls_required", permanent=False)
    try:
        await aiosmtplib.send(
            compose(mail, settings), sender=settings.sender, recipients=[mail.to], timeout=PATIENCE, **_way(server)
        )
    except aiosmtplib.SMTPRecipientsRefused as refused:
        code = refused.recipients[0].code
        raise SendFailed(f"recipient_refused_{code}", permanent=code >= 500) from None
    except aiosmtplib.SMTPResponseException as answer:
        raise SendFailed(f"smtp_{answer.code}", permanent=answer.code >= 500 and answer.code != 535) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise SendFailed(type(error).__name__, permanent=False) from None


def _way(server: Smtp) -> dict[str, Any]:
    way: dict[str, Any] = {
        "hostname": server.host,
        "port": server.port,
        "use_tls": server.tls == "tls",
        "start_tls": server.tls == "starttls",
    }
    if server.tls != "none":
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        way["tls_context"] = context
    if server.username:
        way |= {"username": server.username, "password": server.password}
    return way
