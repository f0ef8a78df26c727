"""Who shall have a declaration: one recipient an address, with the set of roles it has there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.domain import addresses

Role = Literal["supervisor", "school", "workplace_contact", "other", "apprentice"]
ROLES: Mapping[str, Role] = {
    "details.supervisors": "supervisor",
    "details.school_contacts": "school",
    "details.workplace_contacts": "workplace_contact",
    "details.others": "other",
}


@dataclass(frozen=True)
class Wanted:
    """One address of a declaration and everything it is there."""

    address: str
    name: str
    roles: tuple[Role, ...]


def wanted(answers: Mapping[str, Any]) -> list[Wanted]:
    """One entry an address, roles gathered; addresses that cannot be mailed are left out."""
    found: dict[str, Wanted] = {}
    for field, role in ROLES.items():
        for person in answers.get(field) or []:
            address = addresses.normal(person["address"])
            if addresses.problem(address):
                continue
            known = found.get(address)
            roles = (*known.roles, role) if known and role not in known.roles else known.roles if known else (role,)
            found[address] = Wanted(address, (known.name if known else "") or person["name"].strip(), roles)
    return list(found.values())


def mail_when_requested(roles: Sequence[str]) -> str | None:
    """The kind of mail a recipient gets when the request goes out; None: it hears when the declaration is sent."""
    if "supervisor" in roles:
        return "declaration_requested"
    return "declaration_contact" if "workplace_contact" in roles else None


def mail_when_submitted(roles: Sequence[str], *, submitted_it: bool, correction: bool) -> str:
    """The kind of mail a recipient gets when the declaration is sent."""
    if submitted_it:
        return "submission_receipt"
    if correction:
        return "declaration_corrected"
    only_supervisor = "supervisor" in roles and not {"school", "other"} & set(roles)
    return "submitted_by_colleague" if only_supervisor else "declaration_submitted"


def may_fill(roles: Sequence[str], *, has_pen: bool) -> bool:
    """Supervisors fill in; a workplace contact does once the pen was handed over."""
    return "supervisor" in roles or has_pen


def may_mark_read(roles: Sequence[str]) -> bool:
    """Everybody it was sent to but the apprentice, whose own it is."""
    return bool(set(roles) - {"apprentice"})


def may_end_access(roles: Sequence[str]) -> bool:
    """Only of others: school and workplace have it by law (§ 88)."""
    return set(roles) == {"other"}


def signed_at(payload: Mapping[str, Any]) -> list[str]:
    """The addresses a sealed version was signed from: whose link it was, and who filled in by a forwarded one."""
    by = [payload["supervisor"], payload.get("filled_by") or {}]
    return [addresses.normal(person["address"]) for person in by if person.get("address")]
