"""From a cookie to who is asking."""

from datetime import datetime

from server.domain.roles import SignedIn
from server.storage import visible


async def signed_in(token_hash: str, now: datetime) -> SignedIn:
    """Raises SignedOut when the session has ended or is too old."""
    session = await visible.session(token_hash, now)
    return SignedIn(session.person.id, session.id)
