"""The pages that the server makes itself: one set of templates, and where this release keeps their style and script."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server import danish_dates, words
from server.settings import Settings

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.globals["t"] = words.text
PAGES.globals["new_id"] = lambda: str(uuid4())
PAGES.filters["day"] = danish_dates.plain
PAGES.filters["long_day"] = danish_dates.in_words
PAGES.filters["short_day"] = danish_dates.short
PAGES.filters["clock"] = danish_dates.clock
PAGES.filters["time_of_day"] = danish_dates.time_of_day


def fill(name: str, settings: Settings, **facts: Any) -> str:
    """The page `templates/<name>`; every one is told `styles` and `script`."""
    built = _built(settings.build, (settings.build / "pages.json").stat().st_mtime)
    return PAGES.get_template(name).render({**built, **facts})


@lru_cache(maxsize=2)
def _built(build: Path, _changed: float) -> dict[str, Markup]:
    """The paths of `styles` and `script` in this release, as build.js noted them."""
    found: dict[str, str] = json.loads((build / "pages.json").read_text("utf-8"))
    return {name: Markup(path) for name, path in found.items()}  # noqa: S704 (made by our own build)
