"""Why a declaration is missing, how urgent that is, who can do something about it, and who of a class has not begun."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from server.domain.texts import folded
from server.domain.typing_in import Side

Turn = Literal["apprentice", "supervisor", "nobody"]  # who is reminded
LATE = timedelta(days=28)  # a school period that began longer ago is no longer on the front page
SOON = 14  # days
NO_DAY = date.max  # nobody wrote when the school period begins: last in every list

# Each reason, what needs a hand first on top. The words are `missing_reason.<code>` and `missing_fix.<code>`.
REASONS = (
    "bounced", "declined", "nobody_asked", "mend_school", "name_bounced", "no_address", "not_begun", "not_asked",
    "mail_failed", "mend_workplace", "asked", "mail_waiting", "opened", "answering", "to_confirm", "on_paper",
    "on_its_way",
)  # fmt: skip
LOOKS: Mapping[str, tuple[str, str]] = {  # how urgent it looks, and its sign
    "bounced": ("stop", "alert"),
    "declined": ("stop", "alert"),
    "nobody_asked": ("stop", "alert"),
    "mend_school": ("stop", "pen"),
    "name_bounced": ("stop", "alert"),
    "no_address": ("warn", "clock"),
    "not_begun": ("warn", "clock"),
    "not_asked": ("warn", "pen"),
    "mail_failed": ("stop", "alert"),
    "mend_workplace": ("warn", "pen"),
    "asked": ("wait", "send"),
    "mail_waiting": ("wait", "clock"),
    "opened": ("wait", "eye"),
    "answering": ("wait", "pen"),
    "to_confirm": ("wait", "clock"),
    "on_paper": ("quiet", "print"),
    "on_its_way": ("ok", "check"),
}


@dataclass(frozen=True)
class Asked:
    """One who is to fill in. `mail`: waiting, sent, bounced, failed or none. `dead`: nothing arrives at the address."""

    declined: bool = False
    dead: bool = False
    mail: str = "sent"
    opened: bool = False
    answering: bool = False

    @property
    def able(self) -> bool:
        return not (self.declined or self.dead)


def turn(status: str, *, final_period: bool, asked: Collection[Asked], mends: Side | None = None) -> Turn:
    """Who is reminded of a declaration that is not there: who was asked, or the apprentice when nobody who was asked
    can do it. The final one is made on paper, and what was sent a moment ago comes by itself; a school that is to mend
    what it typed in reminds nobody. `mends`: the side whose typing the workplace said no to."""
    if final_period or status not in ("draft", "requested"):
        return "nobody"
    if status == "draft" or not any(one.able for one in asked):
        return "apprentice"
    return "nobody" if mends == "school" else "supervisor"


def reason(
    status: str, *, final_period: bool, awaiting: bool, asked: Collection[Asked], mends: Side | None = None
) -> str:
    """Why it is missing, one of REASONS. `awaiting`: filled in at another door, to be confirmed from the mailbox.
    `mends`: as for `turn`."""
    if final_period:
        return "on_paper"
    if status != "requested":
        return "not_asked" if status == "draft" else "on_its_way"
    able = [one for one in asked if one.able]
    if not able:
        return _stuck(asked)
    if awaiting:
        return "to_confirm"
    if mends:
        return f"mend_{mends}"
    if any(one.answering for one in able):
        return "answering"
    if any(one.opened for one in able):
        return "opened"
    states = {one.mail for one in able}
    return "mail_failed" if states <= {"failed", "bounced"} else "mail_waiting" if states == {"waiting"} else "asked"


def _stuck(asked: Collection[Asked]) -> str:
    if any(one.dead and not one.declined for one in asked):
        return "bounced"
    return "declined" if asked else "nobody_asked"


def reason_of_name(address: str | None, *, bounced: bool) -> str:
    """The same of somebody the school expects and who has not begun."""
    return "no_address" if not address else "name_bounced" if bounced else "not_begun"


def order(starts_on: date | None, code: str, name: str) -> tuple[date, int, str]:
    """The key that puts the most urgent first: the nearest school period, then what needs a hand, then the name."""
    return starts_on or NO_DAY, REASONS.index(code), folded(name)


def nearness(starts_on: date | None, today: date) -> str:
    """`begun`, `soon` (within two weeks), `later` or `unknown`."""
    if starts_on is None:
        return "unknown"
    days = (starts_on - today).days
    return "begun" if days <= 0 else "soon" if days <= SOON else "later"


@dataclass(frozen=True)
class Named:
    """An apprentice as the school wrote them, or as they say themselves."""

    id: UUID
    name: str
    address: str | None


def not_begun(expected: Sequence[Named], begun: Sequence[Named]) -> list[UUID]:
    """Whom of a class nobody of those who have begun can be: by the address, or else by the name. Each who has begun is
    one person, so of two with one name the other is still missing."""
    left = {one.id: (one.address, folded(one.name)) for one in begun}
    missing = list(expected)
    for place in (0, 1):
        rest = []
        for one in missing:
            known = (one.address, folded(one.name))[place]
            found = next((key for key, it in left.items() if known and it[place] == known), None)
            if found is None:
                rest.append(one)
            else:
                del left[found]
        missing = rest
    return [one.id for one in missing]


@dataclass(frozen=True)
class Counts:
    """How far a class is: each step holds all that come after it. `expected`: None when the school has not said."""

    expected: int | None
    begun: int
    requested: int
    answered: int
    read: int

    @property
    def whole(self) -> int:
        """How many declarations are to be there, as far as anybody knows."""
        return max(self.expected or 0, self.begun)

    @property
    def missing(self) -> int:
        return self.whole - self.answered

    @property
    def complete(self) -> bool:
        return self.answered == self.begun and self.answered >= (self.expected or 0)


def counts(stages: Mapping[str, int], *, said: int | None, names: int) -> Counts:
    """`stages`: declarations by stage. `said`: how many the school expects; `names`: how many it named."""
    read = stages.get("read", 0)
    answered = read + stages.get("answered", 0)
    requested = answered + stages.get("requested", 0)
    expected = max(said or 0, names) or None
    return Counts(expected, requested + stages.get("begun", 0), requested, answered, read)


def unknown(known: Counts, named_missing: int) -> int:
    """How many are expected whom neither a declaration nor a name tells of."""
    return max(0, (known.expected or 0) - known.begun - named_missing)


def oldest(today: date) -> date:
    """From when on school periods are on the front page."""
    return today - LATE
