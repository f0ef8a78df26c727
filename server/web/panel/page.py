"""What every page of the panel shares: who reads, what a form holds, how a page, a refusal or a deed is answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from server import tokens, words
from server.actions import panel_sessions
from server.domain import texts
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal, SignedOut, TooMany
from server.domain.roles import Reader
from server.reading import panel_who
from server.web import answers, templates, who

# A form's own POST shall carry its origin, and no address of ours may leak to another site.
HEADERS = {"referrer-policy": "same-origin"}
MOST_FIELDS = 2000  # a class of hundreds, each with a box
WORD = re.compile(r"[a-z_]{1,40}")
UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def reader(request: Request) -> Reader:
    """Who is signed in to the panel. SignedOut becomes the way to the sign-in page (errors.py)."""
    token = who.PANEL.read(request)
    if token is None:
        raise SignedOut
    now = who.now()
    found, last_seen_at = await panel_who.reader(tokens.hash_token(token), who.settings(request).operators, now)
    await panel_sessions.seen(found.session_id, last_seen_at, now)
    request.state.reader = found
    return found


async def at_declarations(request: Request) -> Reader:
    """The same of a page of declarations; for whoever has to do with none there is no such page."""
    found = await reader(request)
    if not found.at_declarations:
        raise NotFound
    return found


@dataclass
class Form:
    """The fields of a form that was sent. What is wrong with a text is noted in `problems`; `demand` raises it."""

    sent: Mapping[str, list[str]] = field(default_factory=dict)
    problems: list[FieldProblem] = field(default_factory=list)

    def text(self, name: str, *, most: int = 120, lines: bool = False) -> str:
        """A field's text without blanks at its ends, empty when it was not sent; `lines`: it may have several."""
        found = texts.tidy(self.value(name))
        problem = texts.problem(found, most, lines=lines)
        if problem:
            self.problems.append(FieldProblem(name, problem))
        return found

    def texts(self, name: str, *, most: int = 120) -> list[str]:
        """Every value of a field that may be sent several times: ticked boxes."""
        found = [texts.tidy(value) for value in self.sent.get(name, [])]
        wrong = next((problem for value in found if (problem := texts.problem(value, most))), None)
        if wrong:
            self.problems.append(FieldProblem(name, wrong))
        return found

    def flag(self, name: str) -> bool:
        return bool(self.sent.get(name))

    def uuid(self, name: str) -> UUID:
        """An id our own page wrote. Anything else is no form of ours."""
        return _uuid(name, self.value(name))

    def demand(self) -> None:
        """Raises InputInvalid when a text that was read so far is wrong."""
        if self.problems:
            raise InputInvalid(self.problems)

    def value(self, name: str, default: str = "") -> str:
        """As it was typed: what a template shows again."""
        return (self.sent.get(name) or [default])[0]

    def has(self, name: str, value: str) -> bool:
        """Whether the box with that value was ticked."""
        return value in self.sent.get(name, [])


def _uuid(name: str, value: str) -> UUID:
    if UUID_FORM.fullmatch(value):
        return UUID(value)
    raise InputInvalid([FieldProblem(name, "value_wrong_type")])


async def form(request: Request) -> Form:
    """The form of the request. Half letters are read as what a browser would show for them."""
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if not kind and not await request.body():
        return Form()
    if kind != "application/x-www-form-urlencoded":
        raise InputInvalid([FieldProblem("", "value_wrong_type")])
    try:
        sent = parse_qs(
            (await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise InputInvalid([FieldProblem("", "too_large")]) from None
    return Form({name: [value.replace("\r\n", "\n") for value in values] for name, values in sent.items()})


def unopened(request: Request) -> Response | None:
    """The answer to what a browser fetches ahead, or to who asks for the head alone: nothing is shown, nobody opened
    anything. None when a person asks for the page."""
    if "prefetch" not in request.headers.get("sec-purpose", "") and request.method != "HEAD":
        return None
    status = 200 if request.method == "HEAD" else 503
    return Response(status_code=status, headers={"vary": "sec-purpose", "cache-control": "no-store"})


def show(
    request: Request,
    template: str,
    *,
    reader: Reader | None,
    status: int = 200,
    form: Form | None = None,
    problems: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    done: str = "",
    **facts: Any,
) -> Response:
    """The page `templates/panel/<template>.html`. `done`, or else `?done=<word>`, shows the sentence
    `panel_done.<word>`; one that ends in `_in_vain` warns."""
    word = done or request.query_params.get("done", "")
    known: dict[str, Any] = {
        "reader": reader,
        "form": form or Form(),
        "problems": problems or {},
        "done": _said(word),
        "in_vain": word.endswith("_in_vain"),
        "path": request.url.path,
    }
    page = templates.fill(f"panel/{template}.html", who.settings(request), **known, **facts)
    return HTMLResponse(page, status, {**HEADERS, **(headers or {})})


def again(
    request: Request, template: str, error: Refusal, *, reader: Reader | None, form: Form, at: str = "", **facts: Any
) -> Response:
    """The same page with everything typed, the problems at their fields and in the summary on top. `at`: the field that
    a refusal is about."""
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, TooMany) else {}
    status = answers.STATUS.get(type(error), 409)
    return show(
        request,
        template,
        reader=reader,
        status=status,
        form=form,
        problems=sentences(error, at),
        headers=headers,
        **facts,
    )


def sentences(error: Refusal, at: str = "") -> dict[str, str]:
    """A sentence for each field that is meant; under `at` what a refusal says, which is meant for the whole page."""
    if not isinstance(error, InputInvalid):
        return {at: answers.sentence(error.code, **error.facts)}
    told: dict[str, str] = {}
    for problem in error.problems:
        told.setdefault(problem.field, answers.sentence(problem.code, **dict(problem.facts)))
    return told


def done(path: str, word: str = "", place: str = "") -> Response:
    """Back to a page after a deed, which says what was done; `place`: the id of what it was done to."""
    mark, on = "&" if "?" in path else "?", f"#{place}" if place else ""
    return RedirectResponse(f"{path}{mark}done={word}{on}" if word else f"{path}{on}", 303, HEADERS)


def _said(word: str) -> str:
    return words.all_words().get(f"panel_done.{word}", "") if WORD.fullmatch(word) else ""
