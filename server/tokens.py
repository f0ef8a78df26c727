"""Secrets that are derived and never stored, and the tokens of cookies, of which only hashes are stored."""

import base64
import hashlib
import hmac
import re
import secrets
from uuid import UUID

from itsdangerous import BadSignature, Signer

from server.domain.short_codes import ALPHABET, LENGTH

CODE_DIGITS = 6
CALENDAR_FORM = re.compile(r"[0-9a-f]{32}[A-Za-z0-9_-]{43}", re.ASCII)


def derive(key: bytes, purpose: str, subject: str, generation: int) -> bytes:
    """32 bytes that only the holder of the key can make again (HMAC-SHA256 over purpose, subject, generation)."""
    parts = (purpose.encode(), subject.encode(), str(generation).encode())
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()


def link_secret(key: bytes, recipient_id: str, generation: int, door: str = "mail_link") -> str:
    """The secret in a link: 256 bits, 43 letters, another for each door. A raised generation voids earlier ones."""
    return _text(derive(key, "link" if door == "mail_link" else f"link {door}", recipient_id, generation))


def push_echo(key: bytes, subscription_id: str, generation: int) -> str:
    """What the first push to a browser carries, and its worker brings back."""
    return _text(derive(key, "push echo", subscription_id, generation))


def sign_in_code(key: bytes, request_id: str, generation: int) -> str:
    """Six digits; drawn from 256 bits, so the bias is far below one in 10^70."""
    number = int.from_bytes(derive(key, "code", request_id, generation), "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def short_code(key: bytes, code_id: str) -> str:
    """Eight signs, 40 bits."""
    number = int.from_bytes(derive(key, "short code", code_id, 0)[:5], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def hand_over_token(key: bytes, hand_over_id: str) -> str:
    """The cookie's value of one hand-over: made again when the answer was lost on the way."""
    return _text(derive(key, "hand over", hand_over_id, 0))


def bounce_mac(key: bytes, message_id: str) -> str:
    """Proves that a return path is ours: 80 bits, 16 letters that no mail server changes."""
    return base32(derive(key, "bounce", message_id, 0)[:10])


def base32(raw: bytes) -> str:
    return base64.b32encode(raw).rstrip(b"=").decode().lower()


def from_base32(text: str) -> bytes:
    return base64.b32decode(text.upper() + "=" * (-len(text) % 8))


STOPS = {"r": "recipient", "p": "person", "e": "expected"}


def stop_token(key: bytes, whose: str, of_id: str) -> str:
    """What the link that stops reminders carries: the id of a recipient, a person or a name a school expects, signed;
    never an address."""
    letter = next(letter for letter, known in STOPS.items() if known == whose)
    return _stop_signer(key).sign(letter + UUID(of_id).hex).decode()


def read_stop_token(key: bytes, token: str) -> tuple[str, UUID] | None:
    """`("recipient", "person" or "expected", id)`, or None when it is not one of ours."""
    try:
        said = _stop_signer(key).unsign(token.encode()).decode()
        return STOPS[said[0]], UUID(said[1:])
    except (BadSignature, ValueError, KeyError, IndexError):
        return None


def _stop_signer(key: bytes) -> Signer:
    return Signer(key, salt="stop reminders", digest_method=hashlib.sha256)


def calendar_secret(key: bytes, feed_id: str, generation: int) -> str:
    """The secret half of a calendar's address: 256 bits, 43 letters."""
    return _text(derive(key, "calendar", feed_id, generation))


def calendar_token(key: bytes, feed_id: str, generation: int) -> str:
    """What stands in the address of a calendar: whose it is, and the secret."""
    return UUID(feed_id).hex + calendar_secret(key, feed_id, generation)


def read_calendar_token(token: str) -> tuple[UUID, str] | None:
    """Id and secret of a calendar's address, or None when it cannot be one."""
    if not CALENDAR_FORM.fullmatch(token):
        return None
    return UUID(token[:32]), token[32:]


def new_token() -> str:
    """A cookie's value: 256 random bits, 43 letters."""
    return _text(secrets.token_bytes(32))


def hash_token(token: str) -> str:
    """What is stored of a token (hex). It holds 256 random bits, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def pseudonym(key: bytes, purpose: str, text: str) -> str:
    """A stable name for somebody in a table of limits, which tells nothing without the key."""
    return derive(key, f"pseudonym {purpose}", text, 0).hex()


def same(one: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
