"""What lies in a ZIP of declarations: a PDF each, named for who reads a folder, and a word on what is not there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from server import words
from server.documents import declarations
from server.documents.zipped import File
from server.domain import file_names

BOM = "\ufeff"  # else some systems take a text's UTF-8 for other letters


def pdf(version: Mapping[str, Any], of_how_many: int, base_url: str) -> File:
    """`Name - H2 - 2026-12-04.pdf`. Blocks, as declarations.pdf does."""
    payload = version["payload"]
    content = declarations.pdf(version, of_how_many, base_url)
    name = file_names.joined(payload["apprentice"]["name"], *period(payload["period"]))
    return File(name, ".pdf", content, datetime.fromisoformat(version["sealed_at"]))


def period(told: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """What the declaration comes before, and the day its period ends."""
    return told["main_course_name"], told["training_period_ends_on"]


def left_out(names: Iterable[str], now: datetime) -> File:
    """Which declarations are not there, since their content was erased."""
    nobody = words.text("zip.no_name")
    lines = [words.text("zip.erased"), "", *(f"- {name or nobody}" for name in names)]
    return text(words.text("zip.erased_file"), lines, now)


def text(name: str, lines: Iterable[str], at: datetime) -> File:
    """Plain text that opens right everywhere."""
    content = BOM + "\n".join(lines).replace("\n", "\r\n") + "\r\n"
    return File(name, ".txt", content.encode("utf-8", "replace"), at)


def zip_name(of: str, otherwise: str, today: date) -> str:
    """`erklaeringer-snedker-h2-2026-11-30.zip`; `otherwise` when nothing of `of` is plain ASCII."""
    return f"{file_names.plain('erklaeringer', file_names.plain(of) or otherwise, today.isoformat())}.zip"
