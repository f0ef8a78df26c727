"""Handing mails to the mail server over one connection, and what its answers mean."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

import aiosmtplib

from server.delivery import mails, return_path
from server.delivery.failures import Away, SendFailed
from server.delivery.mails import Mail
from server.delivery.whole_headers import POLICY
from server.domain import mail_trouble
from server.domain.texts import one_line
from server.reading.mail_facts import Remembered
from server.settings import LOOPBACK, Settings, Smtp
from server.storage.outbox import OutboxMessage

GO_ON, TAKEN = 354, 250
QUICK = 1.0  # seconds for a farewell


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """Text and HTML, one recipient, a stable Message-ID: a copy sent twice is the same mail to the receiver."""
    message = EmailMessage(policy=POLICY)
    message["From"] = formataddr(("Logbog", settings.sender))
    message["To"] = ascii_address(mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "da"
    if mail.reply_to:
        message["Reply-To"] = ascii_address(mail.reply_to)
    message.set_content(mail.text, subtype="plain", charset="utf-8")
    message.add_alternative(mail.html, subtype="html", charset="utf-8")
    for file in mail.attachments:
        kind, *params = file.media_type.split("; ")
        main, _, sub = kind.partition("/")
        told = dict(one.split("=", 1) for one in params)
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name, params=told)
    return message


def ascii_address(address: str) -> str:
    """A domain with Danish letters as every mail server reads it."""
    local, _, domain = one_line(address).rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


@asynccontextmanager
async def way(settings: Settings) -> AsyncIterator[Any]:
    """Hands mails over, all on one connection, opened for the first. With DEBUG nothing is sent: mails are shown."""
    line = Line(settings)
    remembered: Remembered = {}

    async def hand_over(message: OutboxMessage) -> None:
        mail = await mails.render(message, settings, remembered)
        if not settings.debug:
            await line.send(mail)

    try:
        yield hand_over
    finally:
        await line.close()


class Line:
    """One connection to the mail server, made anew when it broke."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.client: aiosmtplib.SMTP | None = None

    async def send(self, mail: Mail) -> None:
        """Raises SendFailed or Away. Outside the loopback nothing goes without TLS and a certificate that is right."""
        content = compose(mail, self.settings).as_bytes()
        client = await self._connected()
        handed = False
        try:
            async with asyncio.timeout(self.settings.patience):
                await client.mail(self._return_path(mail))
                await client.rcpt(ascii_address(mail.to))
                _demand(GO_ON, await client.execute_command(b"DATA"))
                handed = True  # from here on only the server's answer tells whether it has the mail
                _demand(TAKEN, await _hand(client, content))
        except aiosmtplib.SMTPResponseException as answer:
            await self._forget_envelope(client)
            raise _refused(answer) from None
        except (aiosmtplib.SMTPException, OSError):
            self._hang_up()
            raise SendFailed("broken_off", unknown=handed) from None

    def _return_path(self, mail: Mail) -> str:
        """Where a notice goes when the mail cannot be delivered: signed for each mail, or the sender."""
        known = self.settings
        to = known.bounce_address
        return ascii_address(return_path.address(to, mail.id, known.secret_key) if to else known.sender)

    async def _connected(self) -> aiosmtplib.SMTP:
        if self.client is None or not self.client.is_connected:
            self.client = _new_client(self.settings)
            try:
                async with asyncio.timeout(self.settings.patience):
                    await self.client.connect()
                    if self.client.last_ehlo_response is None:
                        await self.client.ehlo()
            except aiosmtplib.SMTPResponseException as answer:
                self._hang_up()
                raise Away(f"smtp_{answer.code}") from None
            except (aiosmtplib.SMTPException, OSError) as error:
                self._hang_up()
                raise Away(_what_is_wrong(error)) from None
        return self.client

    async def _forget_envelope(self, client: aiosmtplib.SMTP) -> None:
        try:
            async with asyncio.timeout(QUICK):
                await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            self._hang_up()

    async def close(self) -> None:
        if self.client and self.client.is_connected:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self.client.quit(timeout=QUICK)
        self._hang_up()

    def _hang_up(self) -> None:
        """Without a word: whoever is on the other end may not be listening."""
        if self.client:
            self.client.close()
        self.client = None


async def _hand(client: aiosmtplib.SMTP, content: bytes) -> aiosmtplib.SMTPResponse:
    assert client.protocol
    client.protocol.write(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
    return await client.protocol.read_response()


def _demand(code: int, answer: aiosmtplib.SMTPResponse) -> None:
    if answer.code != code:
        raise aiosmtplib.SMTPDataError(answer.code, answer.message)


def _refused(answer: aiosmtplib.SMTPResponseException) -> SendFailed:
    where = "recipient_refused" if isinstance(answer, aiosmtplib.SMTPRecipientRefused) else "smtp"
    code = mail_trouble.code(where, answer.code, answer.message)
    return SendFailed(code, permanent=mail_trouble.permanent(answer.code, answer.message))


def _what_is_wrong(error: Exception) -> str:
    """Of a connection that did not come about. No way to TLS is never a reason to do without."""
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return "certificate_wrong"
    return "starttls_missing" if type(error) is aiosmtplib.SMTPException else type(error).__name__


def _new_client(settings: Settings) -> aiosmtplib.SMTP:
    server = settings.smtp
    if server is None:
        raise Away("no_mail_server")
    if server.tls == "none" and server.host not in LOOPBACK:
        raise Away("tls_required")
    return aiosmtplib.SMTP(timeout=settings.patience, **_how(server))


def _how(server: Smtp) -> dict[str, Any]:
    how: dict[str, Any] = {
        "hostname": server.host,
        "port": server.port,
        "use_tls": server.tls == "tls",
        "start_tls": server.tls == "starttls",
    }
    if server.tls != "none":
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        how["tls_context"] = context
    if server.username:
        how |= {"username": server.username, "password": server.password}
    return how
