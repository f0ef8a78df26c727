"""Records what this release sends, from a real browser: `python -m tests.recorded.record`, once before each release.

The file lies here for as long as the release is supported (12 months); tests/web/test_recorded.py replays all of them.
What differs from run to run stands as {code}, {public_id}, {secret} and {revision}.
"""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, DEVICES
from tests.browser.people import SUPERVISOR, ask, fill_in, fill_profile, link_of, prepare, send, sign_in
from tests.setup.browser import installed
from tests.site import Site

HERE = Path(__file__).parent


def tell(request: Request, who: str) -> dict[str, Any]:
    headers = {name: value for name, value in request.headers.items() if name in ("if-match", "logbog-app")}
    path = re.sub(r"^https?://[^/]+", "", request.url)
    body = json.loads(request.post_data) if request.post_data else None
    answer = request.response()
    return {
        "who": who, "method": request.method, "path": path, "headers": headers, "body": body, "status": answer.status,
    }  # fmt: skip


def plain(recorded: list[dict[str, Any]], link: str) -> list[dict[str, Any]]:
    public_id, secret = re.search(r"/e/([0-9a-f]+)#(\S+)", link).groups()
    for one in recorded:
        one["path"] = one["path"].replace(public_id, "{public_id}")
        if one["body"] and "code" in one["body"]:
            one["body"]["code"] = "{code}"
        if one["body"] and one["body"].get("secret") == secret:
            one["body"]["secret"] = "{secret}"
        if "if-match" in one["headers"]:
            one["headers"]["if-match"] = '"{revision}"'
    return recorded


def loop(phone: Page, tablet: Page, site: Site) -> str:
    sign_in(phone, site)
    fill_profile(phone)
    phone.goto("/app/log")
    phone.get_by_role("button", name="I dag").click()
    phone.get_by_label("Hvad lavede du?").fill("Samlede vinduer")
    phone.get_by_role("link", name="Færdig").click()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto("/app/")
    prepare(phone)
    ask(phone)
    link = link_of(site.mail(SUPERVISOR, "declaration_requested"))
    fill_in(tablet, link)
    send(tablet)
    phone.goto("/app/profile")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.get_by_role("button", name="Log ud").click()
    expect(phone.get_by_role("link", name="Log ind")).to_be_visible()
    return link


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder))
        site.command("migrate")
        site.start()
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        seen: list[tuple[Request, str]] = []
        pages = {}
        for who, device in (("apprentice", "phone"), ("supervisor", "tablet")):
            context = browser.new_context(base_url=site.base_url, locale="da-DK", **DEVICES[device])
            context.on(
                "requestfinished", lambda request, who=who: "/api/" in request.url and seen.append((request, who))
            )
            pages[who] = context.new_page()
        link = loop(pages["apprentice"], pages["supervisor"], site)
        recorded = plain([tell(request, who) for request, who in seen], link)
        release = recorded[0]["headers"]["logbog-app"]
        (HERE / f"{release}.json").write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n")
        print(f"{len(recorded)} requests of {release}")
        browser.close()
        site.stop()
