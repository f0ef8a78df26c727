"""What mail servers send back: notices in the manner of Postfix, Exchange and an out-of-office."""


def notice(to: str, *, action: str = "failed", status: str = "5.1.1", header: str = "To") -> bytes:
    """A delivery status notice (RFC 3464), as Postfix writes it."""
    return f"""\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
{header}: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="gr=C3=A6nse"

This is a MIME-encapsulated message.

--gr=C3=A6nse
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--gr=C3=A6nse
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 4F2B
Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100 (CET)

Final-Recipient: rfc822; mester@snedkeriet.example
Original-Recipient: rfc822;mester@snedkeriet.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.snedkeriet.example
Diagnostic-Code: smtp; 550 {status} User unknown

--gr=C3=A6nse
Content-Type: text/rfc822-headers

Message-ID: <x@logbog.example>
Subject: Udfyld

--gr=C3=A6nse--
""".replace("\n", "\r\n").encode()


def from_exchange(to: str) -> bytes:
    """Folded headers, other letters, a status without a text after it."""
    plain = notice(to).decode()
    plain = plain.replace("Final-Recipient: rfc822; ", "Final-recipient: RFC822;\r\n  ").replace("Action: ", "action: ")
    return plain.replace("message/delivery-status", "Message/Delivery-Status").encode()


def out_of_office(to: str) -> bytes:
    return f"From: mester@snedkeriet.example\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\n\r\nPå ferie.\r\n".encode()


def hostile(to: str) -> list[bytes]:
    """What nobody's mail server sends: cut off, empty, nested, of wrong letters."""
    whole = notice(to)
    return [
        b"",
        b"\x00\xff\xfe" * 1000,
        whole[: len(whole) // 2],
        whole.replace(b"multipart/report", b"text/plain"),
        whole.replace(b"message/delivery-status", b"message/rfc822"),
        whole.replace(b"Action: failed", b"Action: \xff\xfe"),
        whole.replace(b"boundary=", b"boundary*0*=utf-8''"),
        b"Content-Type: multipart/report; boundary=a\r\n\r\n" + b"--a\r\nContent-Type: multipart/mixed\r\n\r\n" * 500,
        b"To: =?utf-8?b?" + b"/" * 3000 + b"?=\r\nContent-Type: =?\r\n\r\n",
    ]
