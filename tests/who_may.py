"""Who may what: a row for every route of the application. tests/web/test_who_may.py holds the house to it.

A group says who is let in; whoever is not is told 401 (nobody there), or 404 (somebody, but not of theirs).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from tests.cast import batch, operation

EVERYBODY = (
    "nobody",
    "apprentice",
    "other_apprentice",
    "supervisor",  # holds the link of the declaration
    "other_supervisor",  # holds the link of another one
    "foreman",  # in the panel, the supervisor of the declaration
    "contact",  # in the panel, an address of the workplace on the declaration
    "school_contact",  # in the panel, an address of the school on it
    "other_reader",  # in the panel, an address on another one
    "staff",  # of the school whose code the declaration was made with
    "other_staff",
    "trade_member",  # of the committee that owns the declaration's programme
    "local_member",  # of the one that follows it at the school
    "operator",
)
# Whose it is, in whatever part: nobody else ever reads a word of it.
CONCERNED = frozenset({"apprentice", "supervisor", "foreman", "contact", "school_contact", "staff"})
PANEL = frozenset(
    {
        "foreman",
        "contact",
        "school_contact",
        "other_reader",
        "staff",
        "other_staff",
        "trade_member",
        "local_member",
        "operator",
    }
)


@dataclass(frozen=True)
class Group:
    """`let_in`, and who gets 404 instead; all others 401 (of a page of the panel: led to the way in).
    `nothing_there`: 404 also for whoever is let in, for this test has made none of what they ask for."""

    let_in: frozenset[str]
    unseen: frozenset[str] = frozenset()
    nothing_there: bool = False


def panel(*let_in: str) -> Group:
    return Group(frozenset(let_in), PANEL - set(let_in))


ANYBODY = Group(frozenset(EVERYBODY))
OWN = Group(frozenset({"apprentice"}), frozenset({"other_apprentice"}))
APP = Group(frozenset({"apprentice", "other_apprentice"}))
LINK = Group(frozenset({"supervisor"}))
BACK = Group(frozenset({"supervisor", "other_supervisor"}))  # whoever holds no such link has handed it back
IN_PANEL = panel(*PANEL)
AT_DECLARATIONS = panel("foreman", "contact", "school_contact", "other_reader", "staff", "other_staff")
READERS = panel("foreman", "contact", "school_contact", "staff")
AT_SCHOOL = panel("school_contact", "staff")
STAFF = panel("staff")
ANY_SCHOOL = panel("school_contact", "staff", "other_staff")
ANY_STAFF = panel("staff", "other_staff")
OPERATOR = panel("operator")
MEMBERS = panel("trade_member", "local_member")
TRADE = panel("trade_member")


class World:
    """Ids of what there is, for paths and bodies."""

    def __init__(self, **ids: str) -> None:
        self.ids = ids

    def __getattr__(self, name: str) -> str:
        return self.ids[name]


Body = Callable[[World], dict[str, Any]]


def new(name_of_id: str, /, **more: Any) -> Body:
    """A deed with an id of its own."""
    return lambda _: {name_of_id: str(uuid4()), **more}


def fixed(**body: Any) -> Body:
    return lambda _: body


def one_operation(field: str, value: Any) -> Body:
    return lambda _: batch(operation(field, value))


NOTHING = fixed()
MINE = "/api/declarations/{declaration_id:uuid}"
VISIT = "/api/e/{public_id}"
PUSH = fixed(  # the keys of RFC 8291
    endpoint="https://fcm.googleapis.com/fcm/send/x",
    p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth="BTBZMqHH6r4Tts7J_aSIgg",
)

Rows = dict[str, tuple[Group, Body]]

OPEN: Rows = {
    **{
        f"GET {path}": (ANYBODY, NOTHING)
        for path in (
            "/", "/app/sign_in", "/app/{path:path}", "/e/{public_id}", "/kode", "/find", "/service_worker.js",
            "/manifest.webmanifest", "/assets/{name}", "/icons/{name}", "/catalogue/current.json",
            "/catalogue/editions/{edition_id}.json", "/livez", "/readyz", "/stop/{token}", "/stop/{token}/start",
            "/verify", "/api/ping", f"{VISIT}/address", "/panel/sign_in", "/panel/sign_in/code",
        )
    },
    "POST /stop/{token}": (ANYBODY, NOTHING),
    "GET /calendar/{token}.ics": (ANYBODY, NOTHING),  # whoever knows the address, which nobody here does
    "POST /stop/{token}/start": (ANYBODY, NOTHING),
    "POST /verify": (ANYBODY, fixed(digest="0" * 64)),
    "POST /api/sign_in/code": (ANYBODY, fixed(address="ny@post.example")),
    "POST /api/sign_in": (ANYBODY, fixed(address="ny@post.example", code="000000", shared_device=True)),
    "POST /api/short_code": (ANYBODY, fixed(code="0000-0000")),
    "POST /api/find": (ANYBODY, fixed(address="ny@post.example")),
    f"POST {VISIT}/open": (ANYBODY, fixed(secret="x" * 43)),
    f"POST {VISIT}/fresh_link": (ANYBODY, NOTHING),
    "POST /api/summonses": (ANYBODY, fixed(code="0000-0000")),
    "POST /api/push/echo": (ANYBODY, fixed(id=str(uuid4()), token="x")),
    "POST /panel/sign_in": (ANYBODY, fixed(address="ny@post.example")),
    "POST /panel/sign_in/code": (ANYBODY, fixed(address="ny@post.example", code="000000")),
    "GET /papir": (ANYBODY, NOTHING),
}  # fmt: skip

OF_THE_APPRENTICE: Rows = {
    "GET /api/changes": (APP, NOTHING),
    "GET /api/sessions": (APP, NOTHING),
    "POST /api/sessions/end_others": (APP, NOTHING),
    "POST /api/sessions/{session_id:uuid}/end": (OWN, NOTHING),
    "POST /api/log/operations": (APP, fixed(device="d", app="test", operations=[])),
    "POST /api/photo_count": (APP, fixed(device="d", count=1)),
    "GET /api/everything.zip": (APP, NOTHING),
    "GET /api/profile": (APP, NOTHING),
    "PATCH /api/profile": (APP, fixed(name="Lærling Eksempel")),
    "POST /api/profile/address/code": (APP, fixed(address="nyt@post.example")),
    "POST /api/profile/address": (APP, fixed(address="nyt@post.example", code="000000")),
    f"PUT {MINE}": (OWN, lambda world: {"edition": world.edition_id, "specialisation": "bygningssnedker",
                                          "created_at": "2026-11-23T10:00:00Z"}),
    f"GET {MINE}/declaration.pdf": (OWN, NOTHING),
    f"POST {MINE}/operations": (OWN, one_operation("details.school_class", "andet")),
    f"POST {MINE}/request": (OWN, new("request_id")),
    f"POST {MINE}/reply": (OWN, new("reply_id", kind="agree", text="")),
    f"POST {MINE}/ask_correction": (OWN, new("ask_id", text="x")),
    f"POST {MINE}/pen": (OWN, lambda world: {"recipient_id": world.recipient_id}),
    f"POST {MINE}/messages": (OWN, lambda world: {"message_id": str(uuid4()), "to": [world.recipient_id], "text": "x"}),
    f"POST {MINE}/doors": (OWN, lambda world: {"recipient_id": world.recipient_id}),
    f"POST {MINE}/hand_over": (
        OWN, lambda world: {"hand_over_id": str(uuid4()), "recipient_id": world.recipient_id}),
    f"GET {MINE}/talk": (OWN, NOTHING),
    f"POST {MINE}/confirmation": (OWN, new("confirmation_id")),
    f"POST {MINE}/recipients/{{recipient_id:uuid}}/new_link": (OWN, NOTHING),
    f"POST {MINE}/recipients/{{recipient_id:uuid}}/remind": (OWN, new("remind_id")),
    f"POST {MINE}/recipients/{{recipient_id:uuid}}/confirm": (OWN, NOTHING),
    f"POST {MINE}/recipients/{{recipient_id:uuid}}/end_access": (OWN, NOTHING),
    "GET /api/calendar": (APP, NOTHING),
    "POST /api/calendar": (APP, NOTHING),
    "POST /api/calendar/stop": (APP, NOTHING),
    f"GET {MINE}/calendar.ics": (OWN, NOTHING),
    "POST /api/shares": (OWN, lambda world: {"share_id": str(uuid4()), "name": "", "address": "ny@sted.example",
                                             "days": 30, "declaration_ids": [world.sealed_id]}),
    "POST /api/shares/{share_id:uuid}/end": (OWN, NOTHING),
    "POST /api/schools/check": (APP, fixed(addresses=["x@skole.example"])),
    "GET /api/push": (APP, NOTHING),
    "POST /api/push": (APP, PUSH),
    "POST /api/push/forget": (replace(APP, nothing_there=True), fixed(id=str(uuid4()))),
    "GET /api/final_form": (APP, NOTHING),
    "POST /api/final_form": (
        APP, fixed(kind="final", agreement_started_on=None, agreement_ended_on=None, why=None)),
    "GET /api/paper_form.pdf": (replace(APP, nothing_there=True), NOTHING),
    f"GET {MINE}/paper_form.pdf": (replace(OWN, nothing_there=True), NOTHING),
    f"POST {MINE}/withdraw": (OWN, new("withdrawal_id", reason="mistake")),
    f"POST {MINE}/discard": (OWN, new("discard_id")),
    f"POST {MINE}/restore": (OWN, new("restore_id")),
    "POST /api/sign_out": (APP, NOTHING),  # the last: nobody is let in afterwards
}  # fmt: skip

OF_THE_LINK: Rows = {
    f"GET {VISIT}": (LINK, NOTHING),
    f"GET {VISIT}/declaration.pdf": (replace(LINK, nothing_there=True), NOTHING),
    f"POST {VISIT}/operations": (LINK, one_operation("supervisor.remarks", "x")),
    f"POST {VISIT}/code": (LINK, NOTHING),
    f"GET {VISIT}/talk": (LINK, NOTHING),
    f"POST {VISIT}/talk": (LINK, fixed(open=True)),
    f"POST {VISIT}/confirmation": (LINK, new("confirmation_id")),
    f"POST {VISIT}/confirmation/refuse": (LINK, new("refusal_id", text="x")),
    f"POST {VISIT}/submit": (LINK, new("submission_id")),
    f"POST {VISIT}/take_back": (LINK, new("take_back_id")),
    f"POST {VISIT}/correction/code": (LINK, NOTHING),
    f"POST {VISIT}/correction": (LINK, new("correction_id", code="000000", reason="x")),
    f"POST {VISIT}/correction/drop": (LINK, new("drop_id")),
    f"POST {VISIT}/pen": (LINK, lambda world: {"recipient_id": world.recipient_id}),
    f"POST {VISIT}/messages": (
        LINK, lambda world: {"message_id": str(uuid4()), "to": [world.recipient_id], "text": "x"}),
    f"POST {VISIT}/decline": (LINK, new("decline_id", reason="wrong_person", text="", instead=None)),
    f"POST {VISIT}/decline/undo": (LINK, NOTHING),
    f"POST {VISIT}/sitting/code": (LINK, NOTHING),
    f"POST {VISIT}/sitting": (LINK, fixed(code="000000")),
    f"POST {VISIT}/earlier": (LINK, NOTHING),
    f"POST {VISIT}/read": (LINK, new("read_id", name="x")),
    f"POST {VISIT}/not_me": (LINK, new("dispute_id", text="x")),
    f"GET {VISIT}/push": (LINK, NOTHING),
    f"POST {VISIT}/push": (LINK, PUSH),
    f"POST {VISIT}/push/forget": (replace(LINK, nothing_there=True), fixed(id=str(uuid4()))),
    f"POST {VISIT}/close": (BACK, NOTHING),  # the last: the link is handed back
}  # fmt: skip

CASE = "/panel/declarations/{declaration_id:uuid}"
CLASS = "/panel/classes/{summons_id:uuid}"
DRAFT = "/panel/catalogue/{programme}"
THING = "/panel/catalogue/{programme}/{kind}/{key}"
PACK = "/panel/figures/{committee_id:uuid}/{programme}/{period}"
COMMITTEE = "/panel/committees/{committee_id:uuid}"
FORM = "/panel/forms/{form_id:uuid}"
OF_THE_PANEL: Rows = {
    "GET /panel": (IN_PANEL, NOTHING),
    "GET /panel/": (IN_PANEL, NOTHING),
    "GET /panel/access": (IN_PANEL, NOTHING),
    "POST /panel/access/{session_id:uuid}/end": (STAFF, NOTHING),
    "POST /panel/access/end_others": (IN_PANEL, NOTHING),
    "GET /panel/calendar": (IN_PANEL, NOTHING),
    "POST /panel/calendar": (IN_PANEL, NOTHING),
    "POST /panel/calendar/stop": (IN_PANEL, NOTHING),
    f"GET {CLASS}.ics": (STAFF, NOTHING),
    "GET /panel/shared": (AT_DECLARATIONS, NOTHING),
    "GET /panel/shared/{share_id:uuid}": (panel("contact"), NOTHING),
    "GET /panel/forms": (OPERATOR, NOTHING),
    "POST /panel/forms": (OPERATOR, new("deed_id", kind="final", programme="")),
    f"GET {FORM}": (OPERATOR, NOTHING),
    f"POST {FORM}": (OPERATOR, NOTHING),
    f"POST {FORM}/file": (OPERATOR, NOTHING),
    f"POST {FORM}/use": (OPERATOR, NOTHING),
    f"POST {FORM}/out": (OPERATOR, NOTHING),
    f"GET {FORM}/preview": (OPERATOR, NOTHING),
    f"GET {FORM}/page/{{number:int}}.png": (OPERATOR, NOTHING),
    f"GET {FORM}.pdf": (OPERATOR, NOTHING),
    f"POST {FORM}/remove": (OPERATOR, NOTHING),
    "GET /panel/workplace": (AT_DECLARATIONS, NOTHING),
    "GET /panel/workplace.{kind}": (AT_DECLARATIONS, NOTHING),
    "GET /panel/fill": (ANYBODY, NOTHING),
    "POST /panel/fill": (
        panel("foreman", "contact", "school_contact"),
        lambda world: {"declaration_id": world.declaration_id},
    ),
    "GET /panel/declarations": (AT_DECLARATIONS, NOTHING),
    "GET /panel/declarations.{kind}": (AT_DECLARATIONS, NOTHING),
    "GET /panel/declarations/search": (ANYBODY, NOTHING),
    "POST /panel/declarations/search": (AT_DECLARATIONS, fixed(q="hemmelig")),
    "POST /panel/declarations/search.{kind}": (AT_DECLARATIONS, fixed(q="hemmelig")),
    f"GET {CASE}": (READERS, NOTHING),
    f"GET {CASE}.pdf": (panel("foreman", "contact", "school_contact"), NOTHING),
    f"GET {CASE}/final_form": (READERS, NOTHING),
    f"POST {CASE}/final_form": (READERS, fixed(kind="final")),
    f"GET {CASE}/edition": (STAFF, NOTHING),
    f"POST {CASE}/edition": (STAFF, new("deed_id", to="x", name="Hanne Holm")),
    f"POST {CASE}/edition/undo": (STAFF, new("deed_id", seen="x")),
    f"GET {CASE}/all.zip": (panel("foreman", "contact", "school_contact"), NOTHING),
    "GET /panel/paper_form": (AT_DECLARATIONS, NOTHING),
    "GET /panel/paper_form.pdf": (replace(AT_DECLARATIONS, nothing_there=True), NOTHING),
    f"GET {CASE}/paper_form.pdf": (replace(READERS, nothing_there=True), NOTHING),
    f"POST {CASE}/read": (READERS, new("read_id", name="Læser")),
    f"POST {CASE}/owner": (AT_SCHOOL, fixed(owner="nobody", seen="nobody")),
    f"POST {CASE}/note": (AT_SCHOOL, fixed(note="Øv samlinger", revision="0")),
    f"POST {CASE}/message": (READERS, new("message_id", text="Hej", to="apprentice")),
    f"POST {CASE}/fill": (
        panel("foreman", "contact", "school_contact"),
        lambda world: {"declaration_id": world.declaration_id},
    ),
    f"POST {CASE}/remind": (AT_SCHOOL, new("remind_id")),
    "GET /panel/paper": (AT_DECLARATIONS, NOTHING),
    f"GET {CASE}/paper": (READERS, NOTHING),
    f"POST {CASE}/paper": (READERS, fixed(typist="Hanne", seen="1", then="save")),
    "GET /panel/case_owners": (ANY_SCHOOL, NOTHING),
    "POST /panel/case_owners": (ANY_SCHOOL, fixed(of="x", to="x")),
    "POST /panel/case_owners/give": (
        AT_SCHOOL,
        lambda world: {"case": f"{world.declaration_id}.nobody", "to": "nobody"},
    ),
    "GET /panel/missing": (AT_DECLARATIONS, NOTHING),
    "GET /panel/missing.{kind}": (AT_DECLARATIONS, NOTHING),
    "GET /panel/classes/{summons_id:uuid}.{kind}": (STAFF, NOTHING),
    "POST /panel/missing/remind": (
        AT_DECLARATIONS,
        lambda world: {"deed_id": str(uuid4()), "row": f"declaration:{world.declaration_id}"},
    ),
    f"GET {CLASS}.zip": (STAFF, NOTHING),
    f"GET {CLASS}": (STAFF, NOTHING),
    f"POST {CLASS}/remind": (
        STAFF,
        lambda world: {"deed_id": str(uuid4()), "row": f"declaration:{world.declaration_id}"},
    ),
    "GET /panel/schools": (OPERATOR, NOTHING),
    "POST /panel/schools": (OPERATOR, new("deed_id", name="Ny skole", cvr="")),
    "GET /panel/schools/{school_id:uuid}": (OPERATOR, NOTHING),
    "POST /panel/schools/{school_id:uuid}": (OPERATOR, fixed(name="Skolen", cvr="")),
    "POST /panel/schools/{school_id:uuid}/mail": (OPERATOR, fixed(attach="1")),
    "POST /panel/schools/{school_id:uuid}/domains": (OPERATOR, fixed(domain="ny.example")),
    "POST /panel/schools/{school_id:uuid}/domains/{domain_id:uuid}/remove": (OPERATOR, NOTHING),
    "POST /panel/schools/{school_id:uuid}/staff": (OPERATOR, fixed(address="ny@ny.example", name="")),
    "POST /panel/schools/{school_id:uuid}/staff/{staff_id:uuid}/remove": (OPERATOR, NOTHING),
    "POST /panel/schools/{school_id:uuid}/remove": (OPERATOR, NOTHING),
    "GET /panel/catalogue": (TRADE, NOTHING),
    f"POST {DRAFT}/begin": (TRADE, NOTHING),
    f"GET {DRAFT}": (TRADE, NOTHING),
    f"GET {DRAFT}.yaml": (TRADE, NOTHING),
    f"GET {DRAFT}/preview": (TRADE, NOTHING),
    f"POST {DRAFT}/upload": (TRADE, NOTHING),
    f"POST {DRAFT}/about": (TRADE, fixed(name="Ny", label="Ny", source="Ny", seen="x")),
    f"GET {DRAFT}/{{kind}}/new": (TRADE, NOTHING),
    f"POST {DRAFT}/{{kind}}/new": (TRADE, fixed(name="Ny sav", seen="")),
    f"GET {THING}": (TRADE, NOTHING),
    f"POST {THING}": (TRADE, fixed(name="Ny sav", seen="x")),
    f"POST {THING}/move": (TRADE, fixed(up="1")),
    f"POST {THING}/remove": (TRADE, NOTHING),
    f"GET {DRAFT}/publish": (TRADE, NOTHING),
    f"POST {DRAFT}/publish": (TRADE, fixed(valid_from="2001-01-01")),
    f"POST {DRAFT}/drop": (TRADE, NOTHING),
    f"POST {DRAFT}/take_back": (replace(TRADE, nothing_there=True), fixed(id="1")),
    f"POST {DRAFT}/put_back": (TRADE, fixed(id="x")),
    "GET /panel/figures": (MEMBERS, NOTHING),
    f"GET {PACK}": (panel("trade_member"), NOTHING),
    f"GET {PACK}.{{kind}}": (panel("trade_member"), NOTHING),
    "GET /panel/committees": (OPERATOR, NOTHING),
    "POST /panel/committees": (OPERATOR, new("deed_id", kind="trade", name="Nyt udvalg", programmes="murer")),
    f"GET {COMMITTEE}": (OPERATOR, NOTHING),
    f"POST {COMMITTEE}": (OPERATOR, fixed(name="Udvalget", programmes="toemrer")),
    f"POST {COMMITTEE}/members": (OPERATOR, fixed(address="ny@udvalg.example", member_name="Ny")),
    f"POST {COMMITTEE}/members/{{member_id:uuid}}/remove": (OPERATOR, NOTHING),
    f"POST {COMMITTEE}/remove": (OPERATOR, NOTHING),
    "GET /panel/access/school_mail": (ANY_STAFF, NOTHING),
    "POST /panel/access/school_mail/{school_id:uuid}": (STAFF, fixed(attach="1")),
    "GET /panel/classes": (ANY_STAFF, NOTHING),
    "GET /panel/classes.{kind}": (ANY_STAFF, NOTHING),
    "GET /panel/classes/new": (ANY_STAFF, NOTHING),
    "POST /panel/classes/new": (STAFF, lambda world: {"deed_id": str(uuid4()), "school_id": world.school_id}),
    f"GET {CLASS}/edit": (STAFF, NOTHING),
    f"POST {CLASS}/edit": (STAFF, NOTHING),
    f"POST {CLASS}/closed": (STAFF, fixed(closed="1")),
    f"GET {CLASS}/letter": (STAFF, NOTHING),
    "POST /panel/sign_out": (ANYBODY, NOTHING),  # the last: nobody is let in afterwards
}

ROWS: Rows = {**OPEN, **OF_THE_LINK, **OF_THE_PANEL, **OF_THE_APPRENTICE}  # in the order they are asked
