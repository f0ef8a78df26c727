"""What an apprentice takes along, as files: declarations as sealed, the log, the profile, and what is what."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from server import danish_dates, words
from server.documents import declaration_files, declarations, spreadsheets
from server.documents.spreadsheets import Column, Table
from server.documents.zipped import File
from server.domain import file_names
from server.domain.moments import danish_day, iso

Told = Mapping[str, Any]
ALWAYS, OF_EACH, OF_A_VERSION, OF_ERASED = 4, 1, 3, 1  # files: those below


def count(declarations: int, readable: int, erased: int) -> int:
    """How many files there will be."""
    return ALWAYS + OF_EACH * declarations + OF_A_VERSION * readable + OF_ERASED * erased


def read_me(name: str, erased: int, base_url: str, now: datetime) -> File:
    at = f"{danish_dates.plain(iso(now))} {danish_dates.clock(iso(now))}"
    lines = [
        words.text("everything_read_me.title", name=name or words.text("zip.no_name")),
        words.text("everything_read_me.made", at=at),
        "",
        words.text("everything_read_me.inside"),
        words.text("everything_read_me.profile"),
        words.text("everything_read_me.log"),
        words.text("everything_read_me.declarations"),
        words.text("everything_read_me.verify", address=f"{base_url}/verify"),
        "",
        words.text("everything_read_me.missing"),
        words.text("everything_read_me.photos"),
        words.text("everything_read_me.unsent"),
        words.text("everything_read_me.messages"),
        words.text("everything_read_me.theirs"),
        *([words.text("everything_read_me.erased", count=erased)] if erased else []),
        "",
        words.text("everything_read_me.care"),
    ]
    return declaration_files.text(words.text("everything_file.read_me"), lines, now)


def profile(told: Told, now: datetime) -> File:
    return _json(words.text("everything_file.profile"), told, now)


def log(entries: Iterable[Told], names: Mapping[str, str], now: datetime) -> list[File]:
    """For a program, and for a spreadsheet."""
    told, name = list(entries), words.text("everything_file.log")
    columns = [
        Column(words.text("everything_log.on")),
        Column(words.text("everything_log.text")),
        Column(words.text("everything_log.functions")),
        Column(words.text("everything_log.goals")),
        Column(words.text("everything_log.machines")),
        Column(words.text("everything_log.shared")),
    ]
    table = Table(name, name, columns, [_row(entry, names) for entry in told])
    return [_json(name, told, now), File(name, ".csv", spreadsheets.as_csv(table), now)]


def _row(entry: Told, names: Mapping[str, str]) -> list[str]:
    about = [", ".join(names.get(key, key) for key in entry[kind]) for kind in ("functions", "goals", "machines")]
    return [entry["on"], entry["text"], *about, words.text("everything_log.yes") if entry["shared_with"] else ""]


def declaration(found: Told, taken: set[str], base_url: str, now: datetime) -> list[File]:
    """A folder of its own, with a PDF of each version: blocks. `taken`: the folders there are."""
    told, versions = found["told"], found["versions"]
    all, name = words.text("everything_file.declarations"), file_names.unique(_folder(told, found["course"]), "", taken)
    folder = f"{all}/{name}/"
    files = [_json(words.text("everything_file.course"), told, now, folder)]
    for one in versions:
        number, at = one["version"]["number"], datetime.fromisoformat(one["version"]["sealed_at"])
        name = words.text("everything_file.version", number=number)
        files.append(_json(words.text("everything_file.seal", number=number), one["seal"], at, folder))
        if one["payload"] and one["version"]["payload"]:
            files.append(File(name, ".pdf", declarations.pdf(one["version"], len(versions), base_url), at, folder))
            files.append(File(name, ".json", one["payload"].encode(), at, folder))
    return files


def _folder(told: Told, course: str) -> str:
    """`H2 - 2026-12-04 - Snedkeriet Ærø`."""
    answers = {field: answer["value"] for field, answer in told["answers"].items()}
    made_on = danish_day(datetime.fromisoformat(told["created_at"])).isoformat()
    day = answers.get("details.training_period_ends_on") or made_on
    before = course or words.text("everything_file.no_course")
    return file_names.joined(before, day, answers.get("details.workplace_name"))


def _json(name: str, told: Any, at: datetime, folder: str = "") -> File:
    return File(name, ".json", json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace"), at, folder)
