"""Tables of cases that pytest and node both run, so that a rule cannot drift between server and phone."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
