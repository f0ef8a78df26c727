"""The days on which nobody in Denmark is reminded of anything, from the maintained library. Read at the edge only."""

from collections.abc import Container
from datetime import date
from functools import lru_cache

from holidays import country_holidays

# Beside the official holidays also 1 May, Constitution Day (5 June), 24 and 31 December. They are no official holidays,
# but workshops close on them for the day or from noon: a reminder loses nothing by coming on the next working day,
# and one on Christmas Eve would cost good will.
CATEGORIES = ("public", "optional")


@lru_cache(maxsize=1)
def days() -> Container[date]:
    """Answers `day in days()` for any year."""
    return country_holidays("DK", categories=CATEGORIES)
