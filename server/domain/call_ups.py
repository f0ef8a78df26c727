"""The form in which a school writes a call-up: what each field may hold, and how it is shown again."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from server.domain import pasted, texts
from server.domain.answers import SHORT, day
from server.domain.pasted import Pasted
from server.domain.refusal import FieldProblem, InputInvalid
from server.domain.schools import domain_of
from server.domain.seal import canonical

MOST_CONTACTS = 10  # as a declaration takes
TEXTS = (
    "programme", "main_course", "school_class", "training_period_ends_on", "school_period_starts_on",
    "school_period_ends_on", "contacts", "expected", "names",
)  # fmt: skip
PLAIN = TEXTS[:6]
OUTSIDE = "class_contact_outside"


@dataclass(frozen=True)
class CallUp:
    """What a school says of one class and one school period."""

    programme: str
    main_course: int
    school_class: str
    training_period_ends_on: date
    school_period_starts_on: date
    school_period_ends_on: date | None
    contacts: list[dict[str, str]]
    expected: int | None
    names: list[Pasted]

    def written(self) -> dict[str, str]:
        """As the form shows it again, and `read` reads it; names by the alphabet."""
        by_alphabet = sorted((texts.danish_order(one.name), one.name, one.address) for one in self.names)
        over = self.school_period_ends_on
        return {
            "programme": self.programme,
            "main_course": str(self.main_course),
            "school_class": self.school_class,
            "training_period_ends_on": self.training_period_ends_on.isoformat(),
            "school_period_starts_on": self.school_period_starts_on.isoformat(),
            "school_period_ends_on": over.isoformat() if over else "",
            "contacts": pasted.as_text([(one["name"], one["address"]) for one in self.contacts]),
            "expected": str(self.expected) if self.expected else "",
            "names": pasted.as_text([(name, address) for _, name, address in by_alphabet]),
        }

    def seal(self) -> str:
        """The same for two that say the same: tells whether it was changed since it was shown."""
        return hashlib.sha256(canonical(self.written()).encode()).hexdigest()


def read(written: Mapping[str, str], programmes: Mapping[str, set[int]]) -> CallUp:
    """The call-up that was written. `written`: every field of TEXTS as it was typed; `programmes`: key → its main
    courses. Raises InputInvalid with everything that is wrong, in the order of the form."""
    contacts, in_contacts = pasted.people(written["contacts"], "contacts", most=MOST_CONTACTS)
    named, in_names = pasted.people(written["names"], "names")
    names = [Pasted(one.line, pasted.turned(one.name), one.address) for one in named]
    problems = [
        *_about_class(written, programmes),
        *_about_dates(written),
        *in_contacts,
        *_about_contacts(contacts, bool(in_contacts)),
        *in_names,
        *_about_expected(written["expected"], len(names)),
    ]
    if problems:
        raise InputInvalid(problems)
    return CallUp(
        programme=written["programme"],
        main_course=int(written["main_course"]),
        school_class=texts.tidy(written["school_class"]),
        training_period_ends_on=date.fromisoformat(written["training_period_ends_on"]),
        school_period_starts_on=date.fromisoformat(written["school_period_starts_on"]),
        school_period_ends_on=day(written["school_period_ends_on"]),
        contacts=[{"name": one.name, "address": one.address} for one in contacts],
        expected=int(written["expected"]) if written["expected"].strip() else None,
        names=names,
    )


def _about_class(written: Mapping[str, str], programmes: Mapping[str, set[int]]) -> list[FieldProblem]:
    found = []
    courses = programmes.get(written["programme"])
    if courses is None:
        found.append(FieldProblem("programme", "class_programme_missing"))
    if written["main_course"] not in [str(number) for number in courses or range(1, 13)]:
        code = "class_course_unknown" if written["main_course"].isdecimal() else "class_course_missing"
        found.append(FieldProblem("main_course", code))
    name = written["school_class"]
    code_of_name = texts.problem(name, SHORT) or (None if name.strip() else "class_name_missing")
    return found + ([FieldProblem("school_class", code_of_name)] if code_of_name else [])


def _about_dates(written: Mapping[str, str]) -> list[FieldProblem]:
    names = ("training_period_ends_on", "school_period_starts_on", "school_period_ends_on")
    ends, starts, over = (day(written[name]) for name in names)
    found = [
        FieldProblem(name, "date_wrong" if written[name] else "date_missing")
        for name, value in zip(names, (ends, starts, over), strict=True)
        if value is None and (written[name] or name != "school_period_ends_on")
    ]
    if ends and starts and starts < ends:
        found.append(FieldProblem("school_period_starts_on", "school_before_training_ends"))
    if starts and over and over < starts:
        found.append(FieldProblem("school_period_ends_on", "school_ends_before_start"))
    return found


def _about_contacts(contacts: Sequence[Pasted], judged: bool) -> list[FieldProblem]:
    """Without a school's address no declaration can be sent: a call-up that fills in none helps nobody."""
    if not contacts and not judged:
        return [FieldProblem("contacts", "class_contact_missing")]
    return [
        FieldProblem.of(f"contacts.{one.line}", "line_address_missing", line=one.line)
        for one in contacts
        if not one.address
    ]


def outside(address: str, domains: Collection[str]) -> bool:
    """Whether an address is of none of the school's domains; of a school without domains nothing is known."""
    return bool(domains) and domain_of(address) not in domains


def demand_confirmed(contacts: str, domains: Collection[str], confirmed: Collection[str]) -> None:
    """Each address outside the school's domains was said to be right: the declarations go there. `contacts` as typed.
    Raises InputInvalid with the question at its line."""
    found, _ = pasted.people(contacts, "contacts", most=MOST_CONTACTS)
    told = ", ".join(sorted(domains))
    problems = [
        FieldProblem.of(f"contacts.{one.line}", OUTSIDE, address=one.address, domains=told)
        for one in found
        if outside(one.address, domains) and one.address not in confirmed
    ]
    if problems:
        raise InputInvalid(problems)


def _about_expected(written: str, names: int) -> list[FieldProblem]:
    if not written.strip():
        return []
    number = written.strip()
    if not (number.isascii() and number.isdecimal() and len(number) < 7 and 1 <= int(number) <= pasted.MOST):
        return [FieldProblem.of("expected", "expected_wrong", most=pasted.MOST)]
    return [FieldProblem.of("expected", "expected_fewer", count=names)] if int(number) < names else []


def shown(code: str) -> str:
    """The code in groups, as people read it aloud: "ABCD 2345"."""
    return f"{code[:4]} {code[4:]}"
