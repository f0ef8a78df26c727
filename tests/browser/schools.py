"""A school with call-ups in a running site's database, for browser tests that begin where they are there already."""

import json
import sqlite3
from contextlib import closing
from typing import Any
from uuid import uuid4

from tests.site import Site

MADE = "2026-11-01 08:00:00+00:00"
SCHOOL = "snedker@snedkerskolen.example"


def school(site: Site, name: str = "Snedkerskolen") -> str:
    school_id = str(uuid4())
    insert(site, "school", id=school_id, name=name, created_at=MADE)
    return school_id


def staff(site: Site, school_id: str, address: str, name: str = "") -> None:
    insert(site, "school_staff", id=str(uuid4()), school_id=school_id, address=address, name=name, created_at=MADE)


def summons(site: Site, school_id: str, code: str, **other: Any) -> None:
    """A call-up before H2; `other` says what differs."""
    facts = {
        "programme": "bygningssnedker",
        "main_course": 2,
        "school_class": "snh2-26b",
        "training_period_ends_on": "2026-12-04",
        "school_period_starts_on": "2026-12-07",
        "contacts": json.dumps([{"name": "Kontoret", "address": SCHOOL}]),
        "created_by": SCHOOL,
        "created_at": MADE,
    }
    insert(site, "summons", id=str(uuid4()), school_id=school_id, code=code, **facts | other)


def insert(site: Site, table: str, **values: Any) -> None:
    names, gaps = ", ".join(values), ", ".join("?" * len(values))
    with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database, database:
        database.execute(f"INSERT INTO {table} ({names}) VALUES ({gaps})", list(values.values()))
