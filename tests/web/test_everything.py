"""Everything taken along: all that is the apprentice's, nobody else's, as it was sealed, and what is not there told."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import downloads, erasure
from server.reading import everything as reading
from server.storage.sealed import SealedVersion
from server.storage.sessions import Session
from server.web import who
from tests.cast import (
    ANSWERS,
    DETAILS,
    FUNCTION,
    OTHER_APPRENTICE,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)
from tests.documents import readback
from tests.documents.hostile import TEXTS
from tests.example import EDITION

PATH = "/api/everything.zip"
SENT = "Erklæringer/H2 - 2026-12-04 - Snedkeriet Ærø/"


def taken(of: Apprentice) -> dict[str, bytes]:
    answer = of.client.get(PATH)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="logbog-{who.today().isoformat()}.zip"'
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        found = {name: file.read(name) for name in file.namelist()}
    assert answer.headers["x-files"] == str(len(found))
    return found


def write(of: Apprentice, **entry: Any) -> None:
    day = {"on": "2026-11-23", "text": "", "goals": [], "functions": [], "machines": [], "shared_with": None, **entry}
    answer = of.client.post("/api/log/operations", json=batch(operation(str(uuid4()), day)))
    assert answer.json()["results"][0]["outcome"] == "applied", answer.text


def text(content: bytes) -> str:
    return content.decode("utf-8-sig")


def hashed(*parts: str) -> str:
    """As docs/protocol.md says it, by other code than ours."""
    told = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
    return hashlib.sha256(told).hexdigest()


def test_what_was_sealed_is_there_as_it_was_sealed(apprentice: Apprentice, sealed: str) -> None:
    found = taken(apprentice)
    assert "Mere tid til tegning" in readback.text(found[f"{SENT}Version 1.pdf"])
    payload, seal = text(found[f"{SENT}Version 1.json"]), json.loads(found[f"{SENT}Version 1 - fingeraftryk.json"])
    told = apprentice.declaration(sealed)["sealed"]
    assert json.loads(payload) == told["payload"]
    assert seal["content_digest"] == hashed(seal["salt"], payload)
    chain = (seal["previous_digest"], seal["declaration_id"], str(seal["number"]), seal["content_digest"])
    assert seal["digest"] == hashed(*chain) == told["digest"]
    course = json.loads(found[f"{SENT}Forløb.json"])
    assert course["answers"]["details.workplace_name"]["value"] == "Snedkeriet Ærø"
    assert "sealed" not in course, "it lies beside it"


def test_profile_log_and_drafts_are_there_and_what_is_what_is_told(apprentice: Apprentice) -> None:
    apprentice.make({"details.workplace_name": "Kun min"})
    for _ in range(2):
        apprentice.make({})
    write(apprentice, text="Samlede vinduer\nog døre", goals=[EDITION.goals[0].key, "ukendt"], functions=[FUNCTION])
    write(apprentice, text="=1+1", on="2026-11-20")
    found = taken(apprentice)
    assert json.loads(found["Profil.json"])["name"] == "Lærling Et"
    assert [entry["text"] for entry in json.loads(found["Log.json"])] == ["=1+1", "Samlede vinduer\nog døre"]
    header, first, second = csv.reader(io.StringIO(text(found["Log.csv"]), newline=""), delimiter=";")
    assert header[:2] == ["Dag", "Hvad du lavede"]
    assert first[1] == "'=1+1", "no spreadsheet computes what somebody wrote"
    assert second[1:4] == [
        "Samlede vinduer\nog døre",
        EDITION.work_areas[0].functions[0].name,
        f"{EDITION.goals[0].text}, ukendt",
    ]
    folders = {name.split("/")[1] for name in found if name.startswith("Erklæringer/")}
    begun = f"Uden hovedforløb - {who.today().isoformat()}"
    assert folders == {f"{begun} - Kun min", begun, f"{begun} (2)"}
    read_me = text(found["LÆS MIG.txt"])
    assert next(iter(found)) == "LÆS MIG.txt"
    for said in ("Lærling Et", "Dine billeder", "Sikkerhedskopi", "ikke var sendt", "/verify"):
        assert said in read_me
    assert "slettet" not in read_me


def test_what_the_workplace_has_not_sent_is_not_told(apprentice: Apprentice, supervisor: Visitor) -> None:
    supervisor.answer({**ANSWERS, "supervisor.remarks": "Hemmeligt endnu"})
    found = taken(apprentice)
    assert sorted(name for name in found if name.startswith(SENT)) == [f"{SENT}Forløb.json"]
    assert all("Hemmeligt endnu" not in content.decode("utf-8", "replace") for content in found.values())


def test_nothing_of_anybody_elses_is_in_it(
    apprentice: Apprentice, sealed: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    write(apprentice, text="Min egen dag")
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    found = taken(other)
    assert sorted(found) == ["Log.csv", "Log.json", "LÆS MIG.txt", "Profil.json"]
    assert json.loads(found["Log.json"]) == []
    assert browser().get(PATH).status_code == 401


def test_both_versions_of_a_correction_are_there(
    apprentice: Apprentice, sealed: str, sent: Visitor, mailbox: Mailbox
) -> None:
    begun = {"correction_id": str(uuid4()), "reason": "Tastefejl"}
    assert sent.client.post(f"{sent.path}/correction/code", json={}).status_code in (200, 202)
    code = mailbox.all("correction_code", SUPERVISOR)[-1]["text"]
    digits = next(word for word in code.replace(".", " ").split() if word.isdigit() and len(word) == 6)
    assert sent.client.post(f"{sent.path}/correction", json={**begun, "code": digits}).status_code == 200
    field = sent.view()["answers"].get("supervisor.remarks", {"revision": 0})
    sent.client.post(
        f"{sent.path}/operations",
        json=batch(operation("supervisor.remarks", "Rettet", field["revision"])),
    )
    assert sent.submit().status_code == 200
    found = taken(apprentice)
    assert {name for name in found if name.endswith(".pdf")} == {f"{SENT}Version 1.pdf", f"{SENT}Version 2.pdf"}
    first, second = (json.loads(found[f"{SENT}Version {n} - fingeraftryk.json"]) for n in (1, 2))
    assert second["previous_digest"] == first["digest"]


def test_what_was_erased_leaves_its_digest_and_is_told(
    apprentice: Apprentice, sealed: str, running: TestClient
) -> None:
    async def erase() -> None:
        await erasure.erase((await SealedVersion.get(declaration_id=sealed)).id, "retention", now=who.now())

    digest = apprentice.declaration(sealed)["sealed"]["digest"]
    running.portal.call(erase)
    found = taken(apprentice)
    assert sorted(name for name in found if name.startswith(f"{SENT}Version")) == [
        f"{SENT}Version 1 - fingeraftryk.json"
    ]
    seal = json.loads(found[f"{SENT}Version 1 - fingeraftryk.json"])
    assert (seal["digest"], seal["salt"]) == (digest, None)
    assert "slettet: 1" in text(found["LÆS MIG.txt"])


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "aux.txt", "a" * 120, ". .", 'Å/Ø\\<>:"|?*'])
def test_no_name_of_a_workplace_breaks_out_of_its_folder(apprentice: Apprentice, name: str) -> None:
    apprentice.make({**DETAILS, "details.workplace_name": name})
    inside = [one for one in taken(apprentice) if one.startswith("Erklæringer/")]
    assert [one.count("/") for one in inside] == [2]
    assert not set(inside[0]) & set('<>:"\\|?*\0')
    assert ".." not in inside[0].split("/")


def test_hostile_words_come_along_as_they_are(apprentice: Apprentice) -> None:
    written = [one for one in TEXTS.values() if one.isprintable() and len(one) < 4000]
    for words in written:
        write(apprentice, text=words)
    told = {entry["text"] for entry in json.loads(taken(apprentice)["Log.json"])}
    assert told == set(written)


def test_whoever_is_signed_out_meanwhile_gets_no_more_of_it(
    apprentice: Apprentice, sealed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = reading.names

    async def listed_and_gone(*told: Any) -> Any:
        await Session.filter(ended_at=None).update(ended_at=who.now())
        return await listed(*told)

    monkeypatch.setattr(reading, "names", listed_and_gone)
    answer = apprentice.client.get(PATH)
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(answer.content))
    assert b"%PDF" not in answer.content


def test_the_head_makes_nothing_and_so_many_an_hour(apprentice: Apprentice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "BY_APPRENTICE", 1)
    assert apprentice.client.head(PATH).content == b""
    assert apprentice.client.get(PATH, headers={"sec-purpose": "prefetch"}).content == b""
    taken(apprentice)
    answer = apprentice.client.get(PATH)
    assert answer.status_code == 429
    assert "hentet mange filer" in answer.json()["message"]
    assert int(answer.headers["retry-after"]) > 0
