"""The committee's own forms, one of a kind for a programme, or for all: as the operator works on them, and beside that
as they are in use."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tortoise import fields
from tortoise.models import Model

from server.domain.official_forms import Field, Link, fingerprint


class OfficialFormFile(Model):
    # A draft for ever: nobody gets it before it is copied into OfficialFormUse.
    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=20)
    programme = fields.CharField(max_length=80)  # empty: for every programme that has none of its own
    file_name = fields.CharField(max_length=120)
    digest = fields.CharField(max_length=64)  # of the content, hex: a mapping is made for one file
    content = fields.BinaryField()
    fields_json = fields.TextField()
    pages_json = fields.TextField()
    links_json = fields.TextField()
    lost_json = fields.TextField()  # links that the newest file has no place for, until the mapping is saved again
    uploaded_by = fields.CharField(max_length=254)
    uploaded_at = fields.DatetimeField()
    mapped_by = fields.CharField(max_length=254, null=True)
    mapped_at = fields.DatetimeField(null=True)

    class Meta:
        table = "official_form"
        unique_together = (("kind", "programme"),)


class OfficialFormUse(Model):
    # What people get, or got until `out_at`: a copy, so that no half of a draft is ever seen.
    id = fields.UUIDField(primary_key=True)  # of its OfficialFormFile
    kind = fields.CharField(max_length=20)
    programme = fields.CharField(max_length=80)
    file_name = fields.CharField(max_length=120)
    digest = fields.CharField(max_length=64)
    content = fields.BinaryField()
    fields_json = fields.TextField()
    pages_json = fields.TextField()
    links_json = fields.TextField()
    taken_by = fields.CharField(max_length=254)
    taken_at = fields.DatetimeField()
    out_by = fields.CharField(max_length=254, null=True)
    out_at = fields.DatetimeField(null=True)

    class Meta:
        table = "official_form_use"


# What goes along when a draft is taken into use.
COPIED = ("kind", "programme", "file_name", "digest", "content", "fields_json", "pages_json", "links_json")
# In lists the files themselves stay in the database.
LISTED = ("id", "kind", "programme", "file_name", "digest", "fields_json", "pages_json", "links_json", "lost_json",
          "uploaded_by", "uploaded_at", "mapped_by", "mapped_at")  # fmt: skip
LISTED_USE = ("id", "kind", "programme", "file_name", "digest", "fields_json", "pages_json", "links_json", "taken_by",
              "taken_at", "out_by", "out_at")  # fmt: skip


def as_text(value: Any) -> str:
    """Letters that no database takes, as some forms have them in names, are spelled out."""
    return json.dumps(value, ensure_ascii=True)


def links_as_text(links: Iterable[Link]) -> str:
    return as_text([asdict(link) for link in links])


def links_of(text: str) -> list[Link]:
    return [Link(**one) for one in json.loads(text)]


def seen(digest: str, links_json: str) -> str:
    """The fingerprint of a row."""
    return fingerprint(digest, links_of(links_json))


def fields_of(text: str) -> Sequence[Field]:
    found: list[Field] = json.loads(text)
    return found
