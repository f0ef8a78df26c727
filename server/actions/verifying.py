"""Asking whether a digest belongs to a version that is out: yes or no, and nothing about whose it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server import tokens
from server.domain import fingerprints
from server.domain.refusal import TooMany
from server.storage import limits, sealed

# Nobody guesses one of 2^256: the limit spares the server. It counts every question, so that yes and no cost the same,
# and only those of one client, so that no stranger shuts the page for all.
ASKED_BY_A_CLIENT, WINDOW = 100, timedelta(minutes=10)


@dataclass(frozen=True)
class Verified:
    """What was asked, as it stands on paper, and whether it is out."""

    shown: str
    is_out: bool


def digest_in(typed: str) -> str:
    """The digest that was meant. Raises InputInvalid at `digest`."""
    return fingerprints.meant(typed)


async def verify(typed: str, client: str, *, key: bytes, now: datetime) -> Verified:
    """Whether it was sealed and released; an older version and one whose content is erased count too."""
    digest = digest_in(typed)
    wait = await limits.hit(tokens.pseudonym(key, "fingerprints_from", client), ASKED_BY_A_CLIENT, WINDOW, now)
    if wait:
        raise TooMany("too_many_fingerprints", wait)
    return Verified(fingerprints.grouped(digest), await sealed.is_out(digest))
