"""The code on a printed form: it names a declaration and opens nothing. Eight signs of its id, and one that checks."""

from collections.abc import Iterable
from uuid import UUID

from server.domain.short_codes import ALPHABET, LOOK_ALIKES

LENGTH = 9
_REST = 128 - 5 * (LENGTH - 1)  # the bits of an id that no sign stands for


def code(declaration_id: UUID) -> str:
    """Nine signs in three groups, as they are printed: `7KM-2QX-946`."""
    start = declaration_id.int >> _REST
    values = [start >> 5 * place & 31 for place in reversed(range(LENGTH - 1))]
    signs = "".join(ALPHABET[value] for value in [*values, _check(values)])
    return "-".join(signs[at : at + 3] for at in range(0, LENGTH, 3))


def address(declaration_id: UUID, base_url: str) -> str:
    """What the printed QR code says: the way to typing this form in, for who may see the declaration."""
    return f"{base_url}/papir?code={code(declaration_id)}"


def is_whole(typed: str) -> bool:
    """Whether there are as many signs as a code has."""
    return len(_signs(typed)) == LENGTH


def ids(typed: str) -> tuple[UUID, UUID] | None:
    """The first and the last id that the code may mean: case, blanks and hyphens do not matter. None when a sign is
    wrong or missing."""
    signs = _signs(typed)
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return None
    *values, check = (ALPHABET.index(sign) for sign in signs)
    if _check(values) != check:
        return None
    start = 0
    for value in values:
        start = start << 5 | value
    return UUID(int=start << _REST), UUID(int=(start + 1 << _REST) - 1)


def _signs(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(LOOK_ALIKES)


def _check(values: Iterable[int]) -> int:
    """Over the field of 32 elements: one wrong sign, or two neighbours that changed places, never go unseen."""
    found = 0
    for value in values:
        found = _doubled(found ^ value)
    return found


def _doubled(value: int) -> int:
    return value << 1 if value < 16 else value << 1 ^ 0b100101
