"""*Markér som læst* counts for the version that stood on the page, not for one that came out meanwhile."""

from collections.abc import Callable

from tests.cast import ANSWERS, SCHOOL, Apprentice, Mailbox, PanelReader, Visitor
from tests.web.panel.test_panel_declaration import hidden
from tests.web.test_corrections import begin, change, code


def read(apprentice: Apprentice, declaration_id: str) -> int:
    recipients = apprentice.declaration(declaration_id)["recipients"]
    return next(one["read"]["version_number"] for one in recipients if one["address"] == SCHOOL)


def test_a_version_that_came_out_while_the_page_stood_open_is_not_said_to_be_read(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox, panel: Callable[..., PanelReader]
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    path = f"/panel/declarations/{requested}"
    school = panel(SCHOOL, name="Hanne Holm")
    page = school.get(path)
    form = {"read_id": hidden(page, "read_id"), "version": hidden(page, "version"), "name": "Hanne Holm"}
    assert begin(supervisor, code(supervisor, mailbox)).status_code == 200
    change(supervisor, {"supervisor.remarks": "Rettet"})
    assert supervisor.submit().status_code == 200
    assert school.post(f"{path}/read", **form).status_code == 303
    assert read(apprentice, requested) == 1
    page = school.get(path)
    form = {"read_id": hidden(page, "read_id"), "version": hidden(page, "version"), "name": "Hanne Holm"}
    assert school.post(f"{path}/read", **form).status_code == 303
    assert read(apprentice, requested) == 2
