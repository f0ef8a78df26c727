"""Typing the code of a school's letter: wrong ones are counted, so that nobody finds classes by guessing."""

from datetime import datetime, timedelta

from server import tokens
from server.domain import short_codes
from server.domain.refusal import NotFound, TooMany
from server.storage import limits
from server.storage.summonses import by_code

# A class of 35 sits behind one address, and each may mistype a few times. The code is no secret: it stands in a letter.
WRONG_CODES, WRONG_CODES_OF_ALL, WINDOW = 100, 1000, timedelta(minutes=10)


async def look_up(typed: str, client: str, *, key: bytes, now: datetime) -> str:
    """The code as it is stored. What is wrong, and what is closed, look alike: `summons_unknown`."""
    theirs, everybody = tokens.pseudonym(key, "summons_codes_from", client), "summons_codes_of_all"
    wait = await limits.full(theirs, WRONG_CODES, now) or await limits.full(everybody, WRONG_CODES_OF_ALL, now)
    if wait:
        raise TooMany("too_many_short_codes", wait)
    code = short_codes.normal(typed)
    if code and await by_code(code):
        return code
    if code:  # what cannot be a code is a slip, not a guess
        await limits.hit(theirs, WRONG_CODES, WINDOW, now)
        await limits.hit(everybody, WRONG_CODES_OF_ALL, WINDOW, now)
    raise NotFound("summons_unknown")
