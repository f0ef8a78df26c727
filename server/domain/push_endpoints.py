"""Where a push may go: the push services of the browsers, by their exact host, and never inside anybody's network."""

import ipaddress
import re
from base64 import urlsafe_b64decode
from collections.abc import Collection
from dataclasses import dataclass

LONGEST = 1000
SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com")
FAMILIES = (".push.apple.com", ".notify.windows.com")
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# No userinfo, no fragment, no backslash, no closing dot: what is no plain URL is nobody's endpoint.
FORM = re.compile(rf"https://((?:{LABEL}\.)*{LABEL})(?::([0-9]{{1,5}}))?(/[A-Za-z0-9._~:/?@!$&'()*+,;=%\[\]-]*)")
BASE64 = re.compile(r"[A-Za-z0-9_-]+={0,2}")
AUTH_BYTES = 16

# The curve P-256 (FIPS 186-4, D.1.2.3): y² = x³ − 3x + b over the numbers below p.
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B

OPEN_SIX = ipaddress.IPv6Network("2000::/3")
# Of those: protocol blocks with Teredo, documentation, 6to4 (2002::, an IPv4 address in disguise).
CLOSED_SIX = [ipaddress.IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
CLOSED_FOUR = [ipaddress.IPv4Network(text) for text in ("192.0.0.0/24", "192.88.99.0/24")]


@dataclass(frozen=True)
class Endpoint:
    """An endpoint in its parts. `path` with its question mark, as it goes on the wire."""

    host: str
    port: int
    path: str


def parse(text: str, own: Collection[str] = ()) -> Endpoint | None:
    """None unless it is a push service's. `own`: more hosts that the site trusts, each `host` or `host:port`."""
    found = FORM.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    host, port, path = found[1], found[2], found[3]
    if f"{host}:{port}" in own if port else host in own or _is_service(host):
        return Endpoint(host, int(port or 443), path)
    return None


def _is_service(host: str) -> bool:
    return host in SERVICES or (host.endswith(FAMILIES) and "xn--" not in host)


def is_public(address: str) -> bool:
    """False for every address that is not out on the open Internet, also for one that hides another in itself."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv4Address):
        return known.is_global and not known.is_multicast and not any(known in closed for closed in CLOSED_FOUR)
    return known in OPEN_SIX and not any(known in closed for closed in CLOSED_SIX)


def is_key(p256dh: str) -> bool:
    """A point on P-256, uncompressed, as browsers give it."""
    raw = _bytes(p256dh)
    if len(raw) != 65 or raw[0] != 4:
        return False
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:], "big")
    return x < P and y < P and (y * y - (x * x * x - 3 * x + B)) % P == 0


def is_auth(auth: str) -> bool:
    """Sixteen bytes."""
    return len(_bytes(auth)) == AUTH_BYTES


def _bytes(text: str) -> bytes:
    if not BASE64.fullmatch(text) or len(text) > 100:
        return b""
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except ValueError:
        return b""
