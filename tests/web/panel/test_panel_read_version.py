"""*Markér som læst* counts for the version that stood on the page, not for one that came out meanwhile."""

from collections.abc import Callable
from html import unescape
from uuid import uuid4

from tests.cast import ANSWERS, SCHOOL, Apprentice, Mailbox, PanelReader, Visitor
from tests.web.panel.test_panel_declaration import hidden
from tests.web.test_corrections import begin, change, code

READER = "Hanne Holm, "


def read(apprentice: Apprentice, declaration_id: str) -> int:
    recipients = apprentice.declaration(declaration_id)["recipients"]
    return next(one["read"]["version_number"] for one in recipients if one["address"] == SCHOOL)


def listed(school: PanelReader) -> bool:
    """Whether it stands among those that were read, by whom."""
    return READER in unescape(school.get("/panel/declarations?stage=read").text)


def change_sent(supervisor: Visitor, mailbox: Mailbox) -> None:
    assert begin(supervisor, code(supervisor, mailbox)).status_code == 200
    change(supervisor, {"supervisor.remarks": f"Rettet {uuid4()}"})
    assert supervisor.submit().status_code == 200


def test_a_version_that_came_out_while_the_page_stood_open_is_not_said_to_be_read(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox, panel: Callable[..., PanelReader]
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    path = f"/panel/declarations/{requested}"
    school = panel(SCHOOL, name="Hanne Holm")
    page = school.get(path)
    form = {"read_id": hidden(page, "read_id"), "version": hidden(page, "version"), "name": "Hanne Holm"}
    change_sent(supervisor, mailbox)
    assert school.post(f"{path}/read", **form).status_code == 303
    assert read(apprentice, requested) == 1
    assert not listed(school), "the list tells of the version that stands"
    page = school.get(path)
    form = {"read_id": hidden(page, "read_id"), "version": hidden(page, "version"), "name": "Hanne Holm"}
    assert school.post(f"{path}/read", **form).status_code == 303
    assert read(apprentice, requested) == 2
    assert listed(school)
    change_sent(supervisor, mailbox)
    assert not listed(school)
