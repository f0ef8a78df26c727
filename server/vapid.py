"""The key pair that push services know this site by (RFC 8292): made once, since every subscription hangs on it."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

BYTES = 32


def new() -> str:
    """A fresh private key: 43 letters."""
    return _text((1 + secrets.randbelow(2**255)).to_bytes(BYTES, "big"))


def private(text: str) -> ec.EllipticCurvePrivateKey:
    """Raises ValueError when the text is no private key."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(raw) != BYTES:
        raise ValueError("a private key has 32 bytes")
    return ec.derive_private_key(int.from_bytes(raw, "big"), ec.SECP256R1())


def public(text: str) -> str:
    """What a browser subscribes with: the public key, 87 letters."""
    return _text(private(text).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def pem(text: str) -> tuple[bytes, bytes]:
    """Private and public key as files have them."""
    key = private(text)
    return (
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
