"""When somebody is reminded, and when no more: steps counted from the sending, one mail in 24 hours, one a step."""

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import date, datetime, timedelta

from server.domain.moments import DENMARK
from server.domain.refusal import Refusal
from server.domain.working_hours import days_after, next_open, opening_of

STEPS: Mapping[str, int] = {"day_3": 3, "day_7": 7, "day_14": 14}
BEFORE_SCHOOL, DAYS_BEFORE_SCHOOL = "before_school", 7
NO_ANSWER_YET, DAYS_WITHOUT_ANSWER = "no_answer_yet", 14
SCHOOL_UNANSWERED = "school_unanswered"
NUDGE_DAYS = (28, 14)  # before the next school period, when no declaration was asked for
SAME_SCHOOL_PERIOD = timedelta(days=28)
BETWEEN = timedelta(hours=24)
BESIDE = timedelta(days=3)  # a master with five apprentices gets a mail now and then, not one each morning
TOO_LATE = timedelta(days=30)  # what was missed for so long helps nobody any more
NUDGE_LIVES = timedelta(days=4)  # who writes a date into the profile is not nudged at once about what lies behind it


def steps(asked_at: datetime, starts_on: date | None, holidays: Container[date]) -> dict[str, datetime]:
    """Each step's moment, in order of time. What would lie before the asking is no step."""
    found = {name: days_after(asked_at, days) for name, days in STEPS.items()}
    if starts_on:
        found[BEFORE_SCHOOL] = opening_of(starts_on - timedelta(days=DAYS_BEFORE_SCHOOL))
    moved = {name: next_open(moment, holidays) for name, moment in found.items() if moment > asked_at}
    return dict(sorted(moved.items(), key=lambda step: step[1]))


def due_step(
    asked_at: datetime,
    starts_on: date | None,
    holidays: Container[date],
    *,
    done: Collection[str],
    last_at: datetime | None,
    beside_at: datetime | None,
    now: datetime,
) -> str | None:
    """The latest step whose moment has come; earlier ones that were missed are left out: one mail goes and not three.

    `done`: steps that had their mail. A step has had its mail too when it comes within 24 hours of `last_at`, when the
    recipient was last reminded of it by any hand, or within 3 days of `beside_at`, when it was last listed beside
    another declaration whose step was due.
    """
    come = [(name, moment) for name, moment in steps(asked_at, starts_on, holidays).items() if moment <= now]
    if not come:
        return None
    name, moment = come[-1]
    had = (last_at and last_at > moment - BETWEEN) or (beside_at and beside_at >= moment - BESIDE)
    return None if name in done or had or now - moment > TOO_LATE else name


def no_answer_is_told(asked_at: datetime, holidays: Container[date], now: datetime) -> bool:
    """Whether the time has come to tell the apprentice what can be done about a declaration nobody answers."""
    return _has_come(next_open(days_after(asked_at, DAYS_WITHOUT_ANSWER), holidays), now)


def school_is_told(asked_at: datetime, starts_on: date | None, holidays: Container[date], now: datetime) -> bool:
    """Whether the school period has begun on a declaration that was asked for before it."""
    if starts_on is None:
        return False
    moment = next_open(opening_of(starts_on), holidays)
    return asked_at < moment and _has_come(moment, now)


def _has_come(moment: datetime, now: datetime) -> bool:
    return moment <= now <= moment + TOO_LATE


def same_school_period(school_on: date, asked_for: Collection[date]) -> bool:
    """Whether a declaration was asked for before that school period; dates may differ a little."""
    return any(abs(day - school_on) < SAME_SCHOOL_PERIOD for day in asked_for)


def nudge(
    school_on: date, asked_for: Collection[date], holidays: Container[date], *, now: datetime, today: date
) -> str | None:
    """The nudge that is due before a school period, unless a declaration was asked for; its name holds the date.

    `asked_for`: the days on which the school periods of the apprentice's requested declarations begin.
    """
    if today >= school_on or same_school_period(school_on, asked_for):
        return None
    for days in NUDGE_DAYS:
        moment = next_open(opening_of(school_on - timedelta(days=days)), holidays)
        if moment <= now <= moment + NUDGE_LIVES:
            return f"{days} days before {school_on}"
    return None


def silent(*, status: str, final_period: bool, fills: bool, declined: bool, bounced: bool) -> str | None:
    """Why a recipient is not reminded of a declaration (the code of a refusal), or None when it may be."""
    if status == "draft":
        return "not_requested"
    if status == "withdrawn":
        return "withdrawn"
    if status != "requested":
        return "already_submitted"
    if final_period:
        return "final_on_paper"
    if not fills:
        return "not_asked_to_fill"
    if declined:
        return "recipient_declined"
    return "recipient_bounced" if bounced else None


def next_at(last_at: datetime | None) -> datetime | None:
    """When an address may be reminded again by hand."""
    return last_at + BETWEEN if last_at else None


def all_again_at(last: Iterable[datetime | None]) -> datetime | None:
    """When the first of several addresses may be reminded again; None when one was never reminded, or there is none."""
    moments = [next_at(at) for at in last]
    return min((at for at in moments if at), default=None) if all(moments) else None


def demand_pause(last_at: datetime | None, now: datetime) -> None:
    """Refuses a second reminder within 24 hours, and says when the next may go."""
    again = next_at(last_at)
    if again and now < again:
        here = again.astimezone(DENMARK)
        raise Refusal("reminded_lately", day=f"{here.day}.{here.month}.", time=f"{here:%H.%M}")
