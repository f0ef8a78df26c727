"""Signing in to the panel with a code by mail, and ending its sessions: a mailbox may have several people at it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server import codes, tokens
from server.codes import Asker
from server.domain import addresses
from server.domain.refusal import NotFound
from server.storage import sittings
from server.storage.database import transaction
from server.storage.panel_sessions import PanelSession

LIVES, OWN_MACHINE_LIVES = timedelta(hours=12), timedelta(days=30)
SEEN_AGAIN = timedelta(minutes=10)  # nobody asks more exactly when a session was last used


async def ask_for_code(
    address: str, asker: Asker, *, operators: Collection[str], key: bytes, now: datetime
) -> datetime:
    """Mails a code when there is something to read for the address, which is found out when the mail is made; the
    moment the code dies."""
    runs_it = addresses.normal(address) in operators
    return await codes.ask(address, asker, purpose="panel", key=key, now=now, operator=runs_it)


async def sign_in(
    address: str, code: str, asker: Asker, *, name: str, own_machine: bool, machine: str, device: str, key: bytes,
    now: datetime,
) -> str:  # fmt: skip
    """The token of a new session: it goes into the cookie and nowhere else. `machine` marks one's own as known."""
    request = await codes.spend(address, code, asker, purpose="panel", key=key, now=now)
    token = tokens.new_token()
    await PanelSession.create(
        id=uuid4(),
        token_hash=tokens.hash_token(token),
        address=request.address,
        name=name,
        device=device,
        own_machine=own_machine,
        device_hash=tokens.hash_token(machine) if own_machine else None,
        created_at=now,
        last_seen_at=now,
        expires_at=now + (OWN_MACHINE_LIVES if own_machine else LIVES),
    )
    return token


async def seen(session_id: UUID, last_seen_at: datetime, now: datetime) -> None:
    """Notes that a session is used, no more often than anybody asks."""
    if last_seen_at < now - SEEN_AGAIN:
        await PanelSession.filter(id=session_id).update(last_seen_at=now)


async def end(address: str, session_id: UUID, now: datetime) -> None:
    """Ends a session of the mailbox, with all it opened to be filled in. Another's is not there."""
    async with transaction():
        theirs = PanelSession.filter(id=session_id, address=address)
        if not await theirs.exists():
            raise NotFound
        await theirs.filter(ended_at=None).update(ended_at=now)
        await sittings.close_of([session_id])


async def end_others(address: str, kept: UUID, now: datetime) -> None:
    async with transaction():
        others = PanelSession.filter(address=address).exclude(id=kept)
        ids = [UUID(str(one)) for one in await others.filter(ended_at=None).values_list("id", flat=True)]
        await PanelSession.filter(id__in=ids).update(ended_at=now)
        await sittings.close_of(ids)


async def sign_out(token_hash: str, now: datetime) -> bool:
    """Ends the session behind a cookie, if it has not ended; whether others use the machine too."""
    await PanelSession.filter(token_hash=token_hash, ended_at=None).update(ended_at=now)
    return await PanelSession.exists(token_hash=token_hash, own_machine=False)
