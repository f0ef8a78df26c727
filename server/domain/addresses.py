"""E-mail addresses: their form, the one spelling we compare by, and near misses of common domains."""

import re

LIMIT = 254
LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
LABEL = re.compile(r"[a-z0-9æøåäöüé]([a-z0-9æøåäöüé-]{0,61}[a-z0-9æøåäöüé])?")
COMMON = (
    "gmail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk", "live.dk", "live.com", "icloud.com",
    "yahoo.dk", "yahoo.com", "mail.dk", "msn.com", "me.com", "jubii.dk", "stofanet.dk", "privat.dk", "ofir.dk",
)  # fmt: skip


def normal(text: str) -> str:
    """The spelling two addresses are compared by: no blanks around it, lower case throughout."""
    return text.strip().lower()


def mailbox(text: str) -> str:
    """Where mail to the address arrives: what people add behind a plus sign leads to the same box."""
    return re.sub(r"\+[^@]*@", "@", normal(text))


def problem(text: str) -> str | None:
    """The code of what is wrong with the address, or None."""
    address = normal(text)
    if not address:
        return "address_missing"
    if len(address) > LIMIT or address.count("@") != 1:
        return "address_form"
    local, domain = address.split("@")
    dots_wrong = local.startswith(".") or local.endswith(".") or ".." in local
    labels = domain.split(".")
    if dots_wrong or not LOCAL.fullmatch(local) or len(labels) < 2 or not all(LABEL.fullmatch(x) for x in labels):
        return "address_form"
    return "address_form" if len(labels[-1]) < 2 or labels[-1].isdigit() else None


def masked(text: str) -> str:
    """What tells its owner which address it is, and nobody else: `m•••r@snedkeriet.example`."""
    local, _, domain = normal(text).partition("@")
    return f"{local[0]}•••{local[-1] if len(local) > 3 else ''}@{domain}"


def suggestion(text: str) -> str | None:
    """The address that was probably meant when the domain is one slip away from a common one, else None."""
    address = normal(text)
    if problem(address):
        return None
    local, domain = address.split("@")
    if domain in COMMON:
        return None
    near = next((known for known in COMMON if one_slip_apart(domain, known)), None)
    return f"{local}@{near}" if near else None


def one_slip_apart(typed: str, known: str) -> bool:
    """One letter too many, too few or other, or two neighbours swapped."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), min(len(typed), len(known)))
    a, b = typed[start:], known[start:]
    swapped = a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
