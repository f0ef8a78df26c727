"""What every supported release sends is still understood: its recorded requests are replayed, with the same outcome."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.browser.people import APPRENTICE, SUPERVISOR
from tests.cast import Mailbox
from tests.site import ROOT

RECORDED = sorted((ROOT / "tests" / "recorded").glob("*.json"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_release_is_still_understood(path: Path, browser: Callable[[], TestClient], mailbox: Mailbox) -> None:
    clients = {"apprentice": browser(), "supervisor": browser()}
    known: dict[str, str] = {}
    for one in json.loads(path.read_text()):
        if one["path"] == "/api/sign_in":
            known["code"] = mailbox.code(APPRENTICE)
        if "{public_id}" in one["path"]:
            known["public_id"], known["secret"] = mailbox.link(SUPERVISOR)
        sent = filled(json.dumps(one), known)
        answer = clients[one["who"]].request(sent["method"], sent["path"], json=sent["body"], headers=sent["headers"])
        expected = {200, 304} if one["status"] == 304 else {one["status"]}
        assert answer.status_code in expected, f"{one['method']} {one['path']}: {answer.text}"
        told = answer.json() if answer.content else {}
        assert not [result for result in told.get("results", []) if result["outcome"] in ("rejected", "unplaced")]
        if one["who"] == "supervisor" and "revision" in told:
            known["revision"] = str(told["revision"])
    sealed = clients["supervisor"].get(f"/api/e/{known['public_id']}").json()["sealed"]
    assert sealed["payload"]["special_needs"] == "Mere tid til tegning"


def filled(text: str, known: dict[str, str]) -> dict[str, Any]:
    return json.loads(re.sub(r"\{(code|public_id|secret|revision)\}", lambda gap: known[gap[1]], text))


def test_this_release_is_recorded() -> None:
    release = re.search(r'APP = "([\d.]+)"', (ROOT / "pwa" / "version.js").read_text())[1]
    assert release in [path.stem for path in RECORDED], "python -m tests.recorded.record"
