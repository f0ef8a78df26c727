"""Every kind of mail: what it says in text and in HTML, made as mail programs need it; nothing is fetched."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from server.delivery import mails
from server.delivery.mails import KINDS
from server.domain.texts import one_line
from server.reading.mail_facts import EMPTY

LINK = "https://logbog.example/e/0123456789abcdef#" + "s" * 43
EVIL = '<img src=x onerror=alert(1)>"'
RECIPIENT = {
    "id": "1",
    "public_id": "0123456789abcdef",
    "name": "Mester Eksempel",
    "address": "mester@snedkeriet.example",
}
ITEM = {
    "link": LINK,
    "apprentice_name": "Åse Ærlig-Øst",
    "apprentice_address": "laerling@post.example",
    "main_course_name": "H2",
    "workplace_name": "Snedkeriet Ærø",
    "training_period_ends_on": "2026-12-04",
    "school_period_starts_on": "2026-12-07",
    "school_class": "snh2a",
    "recipient": {**RECIPIENT, "roles": ["supervisor"]},
    "declaration_id": "2",
    "begun": False,
    "law": {"order": "bekendtgørelse nr. 1", "references": {"declaration": {"paragraph": "§ 88"}}},
    "what": "fill",
    "requested_on": "2026-11-23",
    "school_begun": False,
    "asked": [{"name": "Mester Eksempel", "opened": False}],
    "missing": "not_begun",
    "main_course": 2,
    "summons_code": "ABCD2345",
    "contacts": [{"name": "Svend"}],
    "school": [{"name": "Skolen"}],
    "may": "fill",
    "status": "requested",
}


def told(**other: Any) -> dict[str, Any]:
    """Facts that any mail could ask for."""
    return {
        **EMPTY,
        **ITEM,
        "links": [ITEM],
        "stops": ("recipient", "1"),
        "stop_link": "https://logbog.example/stop#" + "s" * 43,
        "code": "918273",
        "base_url": "https://logbog.example",
        "contact": "kontakt@logbog.example",
        "digest": "3f" * 32,
        "version_number": 2,
        "attached": False,
        "supervisor_name": "Mester Eksempel",
        "reason": "mistake",
        "because": "unknown_mailbox",
        "count": 2,
        "until": "2026-12-24",
        "bounced": {"role": "school", "name": "Skolen", "address": "skolen@skole.exmple", "suggestion": "a@gmail.com"},
        "writer": {"name": "Mester Eksempel", "address": "mester@snedkeriet.example", "roles": ["supervisor"]},
        "opens": True,
        "school_name": "Skolen i Ærø",
        "text": "Hej\n\nMød op kl. 8.",
        "about_name": "Mester Eksempel",
        "instead": "Svend",
        **other,
    }


def parts(kind: str, facts: dict[str, Any]) -> tuple[str, str, str]:
    subject, text, html = (mails._fill(kind, part, facts) for part in ("subject.txt", "body.txt", "body.html"))
    return one_line(subject), text, html


class Tags(HTMLParser):
    """Every tag with its attributes, and what a table's row may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_is_made_as_mail_programs_need_it(kind: str) -> None:
    subject, text, html = parts(kind, told())
    assert 10 < len(subject) <= 120
    assert "{" not in subject + text + html.split("</style>", 1)[1].split("<![endif]-->", 1)[1]
    assert not re.search(r"\bNone\b", subject + text)
    read = Tags()
    read.feed(html)
    names = {tag for tag, _ in read.tags}
    assert not names & {"img", "script", "link", "iframe", "form", "input", "svg", "video", "div", "button"}
    for tag, attributes in read.tags:
        if tag == "table":
            assert attributes.get("role") == "presentation", "a screen reader would read out a table"
        if tag == "a":
            assert str(attributes["href"]).startswith(("https://logbog.example", "mailto:")), attributes
        assert "src" not in attributes
        style = attributes.get("style") or ""
        assert "url(" not in style
        assert "background:" not in style, "Outlook wants background-color, and bgcolor beside it"
        if tag in ("td", "table", "body") and "background-color" in style:
            assert attributes.get("bgcolor"), "Outlook paints no background without it"


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_typed_stays_text(kind: str) -> None:
    names = {
        "apprentice_name": EVIL,
        "workplace_name": EVIL,
        "supervisor_name": EVIL,
        "about_name": EVIL,
        "instead": EVIL,
    }
    facts = told(**names, text=EVIL, recipient={**ITEM["recipient"], "name": EVIL})
    people = [{"name": EVIL, "opened": False}]
    facts["links"] = [{**ITEM, **names, "asked": people, "contacts": people, "school": people}]
    facts["writer"] = {**facts["writer"], "name": EVIL}
    facts["bounced"] = {**facts["bounced"], "name": EVIL}
    _, text, html = parts(kind, facts)
    assert "<img" not in html
    assert "&lt;" not in text, "the text form shows tags as they were typed"


@pytest.mark.parametrize("kind", KINDS)
def test_the_link_and_the_code_stand_in_both_forms(kind: str) -> None:
    _, text, html = parts(kind, told())
    if LINK in text or LINK in html:
        assert LINK in text
        assert html.count(f'href="{LINK}"') >= 1
    assert ("918273" in text) == ("918273" in html) == kind.endswith("_code")


def test_a_file_is_spoken_of_only_where_one_goes_along() -> None:
    for bare, kinds in ((True, set()), (False, {"declaration_submitted", "declaration_corrected"})):
        made = {kind: parts(kind, told(attached=not bare)) for kind in KINDS}
        assert {kind for kind, (_, text, html) in made.items() if "er vedhæftet som PDF" in text} == kinds
        assert {kind for kind, (_, text, html) in made.items() if "er vedhæftet som PDF" in html} == kinds


def test_only_reminders_tell_how_to_stop_them() -> None:
    stoppable = {kind for kind in KINDS if "https://logbog.example/stop#" in parts(kind, told())[1]}
    assert stoppable == {"reminder", "no_answer_yet", "make_your_declaration", "school_unanswered", "school_reminds"}


def test_whoever_asked_gets_the_replies() -> None:
    """Of whatever goes to others on an apprentice's behalf. What goes to apprentices, and codes, has none."""
    assert {kind for kind, reply in KINDS.items() if not reply} == {
        "sign_in_code",
        "address_change_code",
        "sign_code",
        "correction_code",
        "sitting_code",
        "panel_code",
        "address_changed",
        "open_links",
        "request_declined",
        "typed_refused",
        "signature_disputed",
        "mail_bounced",
        "no_answer_yet",
        "make_your_declaration",
        "school_unanswered",
    }
