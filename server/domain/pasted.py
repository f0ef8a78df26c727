"""People as they come out of a spreadsheet or a mail program: one a line, a name and, if there is one, an address.

Cells lie between tabs, else semicolons, else commas. A line of headings may stand on top. Cells of figures alone (civil
registration numbers, telephones) are left out on purpose: they are nobody's business here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain import addresses, texts
from server.domain.answers import NAME
from server.domain.refusal import FieldProblem

MOST = 200
INVISIBLE = str.maketrans({"\ufeff": "", "\u200b": "", "\u00ad": "", "\u00a0": " ", "\u202f": " "})
FIGURES = re.compile(r"[\d\s.,:/+()-]*")
IN_ANGLES = re.compile(r"([^<>;,]*)<([^<>]*@[^<>]*)>\s*[;,]?")
MANGLED = re.compile(r"[\w.+-]+\.[a-z]{2,6}", re.IGNORECASE)  # an address that lost its @
PLAIN = re.compile(r"[^\W\d_]+(?:[ .'\u2019-]+[^\W\d_]+)*\.?")  # a name of letters alone
HEADINGS = {
    "navn": "name", "name": "name", "elev": "name", "elevnavn": "name", "lærling": "name", "fulde navn": "name",
    "deltager": "name", "fornavn": "first", "fornavne": "first", "efternavn": "last",
    "mail": "address", "e-mail": "address", "email": "address", "mailadresse": "address", "e-mailadresse": "address",
    "e-post": "address", "mail adresse": "address",
}  # fmt: skip


@dataclass(frozen=True)
class Pasted:
    """One person, and the line they stand in; either of name and address may be empty, never both."""

    line: int
    name: str
    address: str


def people(text: str, field: str, *, most: int = MOST) -> tuple[list[Pasted], list[FieldProblem]]:
    """Everybody in the text, and what is wrong: each fault is told with its line, at `<field>.<line>`.

    Who stands there twice with the same address and name counts once; two of one name without an address are two.
    Under headings, a line that is not parted as they are is read as if there were none. At most `most`.
    """
    lines = [line.translate(INVISIBLE) for line in re.split(r"\r\n|\r|\n", text)]
    written = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    columns = _headings(written[0][1]) if written else None
    mark = (_mark(written[0][1]) or "\t") if columns else ""
    found: list[Pasted] = []
    problems: list[FieldProblem] = []
    for number, line in written[1:] if columns else written:
        try:
            found += [Pasted(number, name, address) for name, address in _line(line, columns if mark in line else None)]
        except _Fault as fault:
            problems.append(FieldProblem.of(f"{field}.{number}", fault.args[0], line=number))
    if len(written) > most + 1 or len(found) > most:
        return [], [FieldProblem.of(field, "names_too_many", count=len(found) + len(problems), most=most)]
    once = list({(texts.folded(one.name), one.address or one.line): one for one in reversed(found)}.values())[::-1]
    return once, problems + _doubles(once, field)


class _Fault(Exception):
    """What is wrong with a line: the code."""


def _mark(line: str) -> str | None:
    return next((mark for mark in "\t;," if mark in line), None)


def _cells(line: str) -> list[str]:
    mark = _mark(line)
    return [cell.strip().strip('"').strip() for cell in (line.split(mark) if mark else [line])]


def _headings(line: str) -> list[str] | None:
    """What each column holds, when the line is one of headings; columns we do not know hold nothing of ours."""
    if "@" in line:
        return None
    columns = [HEADINGS.get(texts.folded(cell).rstrip(":"), "") for cell in _cells(line)]
    return columns if any(columns) else None


def _line(line: str, columns: list[str] | None) -> list[tuple[str, str]]:
    """Names and addresses of one line, most often one. Raises _Fault."""
    angled = [(name.strip().strip('"').strip(), address) for name, address in IN_ANGLES.findall(line)]
    if angled:
        if IN_ANGLES.sub("", line).strip(' \t;,"'):
            raise _Fault("line_unclear")
    elif columns:
        angled = [_by_headings(_cells(line), columns)]
    else:
        angled = _by_looks(line)
    return [_judged(name, address) for name, address in angled]


def _by_headings(cells: list[str], columns: list[str]) -> tuple[str, str]:
    """An address counts also in a column that is called something else."""
    known = dict(zip(columns, cells, strict=False))
    name = known.get("name") or f"{known.get('first', '')} {known.get('last', '')}".strip()
    mails = [cell for cell in cells if "@" in cell]
    if len(mails) > 1:
        raise _Fault("line_addresses")
    return name, mails[0] if mails else known.get("address", "")


def _by_looks(line: str) -> list[tuple[str, str]]:
    """Without headings: what has an @ is the address, what is letters is the name, figures are left out."""
    cells = [cell for cell in _cells(line) if not FIGURES.fullmatch(cell)]
    mails, names = [cell for cell in cells if "@" in cell], [cell for cell in cells if "@" not in cell]
    if any(MANGLED.fullmatch(name) for name in names):
        raise _Fault("line_address")
    if not names:
        return [("", address) for address in mails or [""]]
    if len(mails) > 1:
        raise _Fault("line_addresses")
    if len(names) > 2:
        raise _Fault("line_columns")
    between = " " if "\t" in line or ";" in line else ", "
    return [(between.join(names), mails[0] if mails else "")]


def _judged(name: str, typed: str) -> tuple[str, str]:
    name, address = (
        re.sub(" {2,}", " ", texts.tidy(name.replace(";", " "))),
        addresses.normal(typed).removeprefix("mailto:"),
    )
    code = texts.problem(name, NAME)
    if code:
        raise _Fault("line_too_long" if code == "text_too_long" else "line_hidden_characters")
    if address and addresses.problem(address):
        raise _Fault("line_address")
    if not name and not address:
        raise _Fault("line_unclear")
    return name, address


def _doubles(found: Sequence[Pasted], field: str) -> list[FieldProblem]:
    """The same address or the same name in two lines that are not the same: which of them is right, or are they two?"""
    problems = []
    by_address: dict[str, int] = {}
    by_name: dict[str, Pasted] = {}
    for one in found:
        name = texts.folded(one.name)
        known = by_name.get(name)
        if one.address and one.address in by_address:
            problems.append(_double(field, one, "line_address_twice", by_address[one.address]))
        elif known and name and bool(known.address) != bool(one.address):
            problems.append(_double(field, one, "line_name_twice", known.line))
        by_address.setdefault(one.address, one.line)
        by_name.setdefault(name, one)
    return problems


def _double(field: str, one: Pasted, code: str, other: int) -> FieldProblem:
    return FieldProblem.of(f"{field}.{one.line}", code, line=one.line, other=other)


def turned(name: str) -> str:
    """ "Hansen, Peter" is Peter Hansen, as he calls himself in the app. Only two plain names are turned."""
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(PLAIN.fullmatch(part) for part in parts) else name


def as_text(rows: Sequence[tuple[str, str]]) -> str:
    """Names and addresses as the form shows them again, and `people` reads them as they are."""
    return "\n".join(
        f"{name}; {address}" if name and (address or "," in name) else name or address for name, address in rows
    )
