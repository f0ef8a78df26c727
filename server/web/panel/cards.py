"""The cards of a declaration's page are one form: what was typed at the others when the button of one was pressed."""

from collections.abc import Mapping
from typing import Any

from server.web.panel.page import Form

FIELDS = {
    "remind": ("remind_id",),
    "read": ("read_id", "name"),
    "owner": ("owner", "seen"),
    "note": ("note", "revision"),
    "message": ("message_id", "to", "text"),
}


def unsaved(form: Form, case: Mapping[str, Any], deed: str) -> Form:
    """What somebody typed or chose at the other cards than that of the deed, with what goes along hidden: a note keeps
    the revision it was written upon, or saving it later would write over a colleague's."""
    left = [card for card in FIELDS if card != deed and _typed(card, form, case)]
    return Form({name: form.sent[name] for card in left for name in FIELDS[card] if name in form.sent})


def to_mend(form: Form, case: Mapping[str, Any], deed: str) -> Form:
    """The same with what was typed at the refused card, beside what stands there now that a colleague was quicker."""
    own = {"note": ("note",), "owner": ()}.get(deed, FIELDS.get(deed, ()))
    return Form({**unsaved(form, case, deed).sent, **{name: form.sent[name] for name in own if name in form.sent}})


def _typed(card: str, form: Form, case: Mapping[str, Any]) -> bool:
    """Whether it holds something that was not there when the page was made."""
    if card == "read":
        return case["may_mark"] and form.text("name") not in ("", case["signs_as"])
    if card == "owner":
        return case["for_school"] and form.value("owner") not in ("", form.value("seen"))
    if card == "note":
        return case["for_school"] and "note" in form.sent and _note_typed(form, case["follow_up"])
    return card == "message" and bool(form.value("text").strip() or form.sent.get("to"))


def _note_typed(form: Form, follow_up: Mapping[str, Any]) -> bool:
    note = form.text("note", lines=True)
    emptied = not note and form.value("revision") == str(follow_up["revision"])
    return note != follow_up["note"] and (bool(note) or emptied)
