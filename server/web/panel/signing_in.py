"""The way into the panel: an address, a code by mail, who sits there; and out again. The answer is alike for all."""

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server import tokens
from server.actions import panel_sessions
from server.domain.refusal import InputInvalid, Refusal, SignedOut
from server.domain.roles import Reader
from server.web import devices, who
from server.web.api.signing_in import asker
from server.web.panel import page

HOME = "/panel/"
INSIDE = re.compile(r"/panel/(?!.*\.\.)[\w/.-]*(\?[\w=&.%+-]*)?", re.ASCII)
# Where a reader begins: the first that is theirs.
FRONTS = (
    ("school", "/panel/missing"),
    ("workplace", "/panel/workplace"),
    ("shared", "/panel/shared"),
    ("other", "/panel/declarations"),
)


async def land(request: Request) -> Response:
    """To the reader's own front page."""
    return RedirectResponse(front(await page.reader(request)), 303, page.HEADERS)


def front(reader: Reader) -> str:
    own = next((path for side, path in FRONTS if side in reader.sides), None)
    if own is None and reader.seats:
        return "/panel/figures"
    return own or ("/panel/schools" if reader.operator else "/panel/access")


async def ask(request: Request) -> Response:
    """The form for the address; whoever is signed in already goes on."""
    try:
        await page.reader(request)
    except SignedOut:
        return page.show(request, "sign_in", reader=None, next=_next(request.query_params.get("next", "")))
    return RedirectResponse(_next(request.query_params.get("next", "")), 303, page.HEADERS)


async def send_code(request: Request) -> Response:
    """Mails the code and shows where to type it. The address is typed once and stands in no address of a page."""
    form, asking, settings = await page.form(request), asker(request), who.settings(request)
    next_page = _next(form.value("next"))
    try:
        await panel_sessions.ask_for_code(
            form.text("address", most=254), asking, operators=settings.operators, key=settings.secret_key, now=who.now()
        )
    except Refusal as error:
        return page.again(request, "sign_in", error, reader=None, form=form, next=next_page)
    response = page.show(request, "code", reader=None, form=form, next=next_page)
    who.BROWSER.write(request, response, asking.browser)
    return response


async def sign_in(request: Request) -> Response:
    form, asking = await page.form(request), asker(request)
    machine = asking.device or tokens.new_token()
    next_page, own_machine = _next(form.value("next")), form.flag("own_machine")
    name, address, code = form.text("name"), form.text("address", most=254), form.text("code", most=40)
    try:
        form.demand()
        token = await panel_sessions.sign_in(
            address,
            code,
            asking,
            name=name,
            own_machine=own_machine,
            machine=machine,
            device=devices.name(request.headers.get("user-agent", "")),
            key=who.settings(request).secret_key,
            now=who.now(),
        )
    except Refusal as error:
        return _code_again(request, form, error, next_page)
    response = RedirectResponse(next_page, 303, page.HEADERS)
    who.PANEL.write(request, response, token, lives=panel_sessions.OWN_MACHINE_LIVES if own_machine else None)
    who.BROWSER.drop(request, response)
    if own_machine:
        who.DEVICE.write(request, response, machine)
    return response


def _code_again(request: Request, form: page.Form, error: Refusal, next_page: str) -> Response:
    """An address that is wrong is mended on the page before."""
    wrong_address = isinstance(error, InputInvalid) and any(one.field == "address" for one in error.problems)
    return page.again(request, "sign_in" if wrong_address else "code", error, reader=None, form=form, next=next_page)


async def start_over(_request: Request) -> Response:
    """Somebody loads the page of the code anew: it is made by a form, and the address stands nowhere."""
    return RedirectResponse("/panel/sign_in", 303, page.HEADERS)


async def sign_out(request: Request) -> Response:
    """Also of a session that has ended already: whoever presses is out."""
    response = RedirectResponse("/panel/sign_in?done=signed_out", 303, page.HEADERS)
    token = who.PANEL.read(request)
    if token and await panel_sessions.sign_out(tokens.hash_token(token), who.now()):
        who.VISITOR.drop(request, response)  # what was opened from the panel; a mailed link opens itself again
    who.PANEL.drop(request, response)
    return response


def _next(wanted: str) -> str:
    """A page of the panel, and no other place."""
    return wanted if INSIDE.fullmatch(wanted) and not wanted.startswith("/panel/sign_") else HOME
