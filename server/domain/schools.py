"""Schools and their mail domains: what may be verified, whose an address is, and which known one was probably meant."""

from collections.abc import Iterable

from server.domain import addresses, cvr, texts
from server.domain.refusal import FieldProblem, InputInvalid

NAME = 120  # letters
# Where anybody can have a mailbox, or where many schools share one domain: mail to it proves nothing.
PUBLIC = frozenset((
    *addresses.COMMON,
    "googlemail.com", "mac.com", "ymail.com", "rocketmail.com", "mail.com", "email.com", "web.de", "proton.me",
    "pm.me", "tuta.io", "hey.com", "fastmail.fm", "mail.ru", "qq.com", "163.com", "126.com", "inbox.com",
    "windowslive.com", "duck.com", "appleid.com", "mailinator.com", "hushmail.com", "onmicrosoft.com",
    "email.dk", "youmail.dk", "sol.dk", "pc.dk", "mailme.dk", "tdcadsl.dk", "tele.dk", "get2net.dk", "cybercity.dk",
    "webspeed.dk", "tiscali.dk", "galnet.dk", "fibermail.dk", "waoo.dk", "energimail.dk", "profibermail.dk",
    "nrgimail.dk", "bbsyd.dk", "dlgmail.dk", "dlgtele.dk", "adslhome.dk", "worldonline.dk", "skolekom.dk",
))  # fmt: skip
# Providers with an ending for each country: hotmail.co.uk, yahoo.fr.
FAMILIES = frozenset((
    "gmail", "hotmail", "outlook", "live", "msn", "yahoo", "icloud", "gmx", "protonmail", "tutanota", "tuta", "aol",
    "yandex", "zoho", "fastmail",
))  # fmt: skip
OF_TENANTS = "onmicrosoft.com"  # a name under it is one organisation's own


def domain_of(address: str) -> str:
    """What stands after the @, in the spelling addresses are compared by."""
    return addresses.normal(address).rpartition("@")[2]


def normal_domain(text: str) -> str:
    """As people write it: "@Skolen.dk "."""
    return texts.tidy(text).lower().removeprefix("@").removesuffix(".")


def domain_problem(text: str) -> str | None:
    """The code of why a domain cannot be verified for a school, or None."""
    domain = normal_domain(text)
    if not domain:
        return "domain_missing"
    if addresses.problem(f"x@{domain}"):
        return "domain_form"
    return "domain_public" if is_public(domain) else None


def is_public(domain: str) -> bool:
    """Whether strangers have mailboxes there, or under it."""
    labels = domain.split(".")
    parents = {".".join(labels[start:]) for start in range(len(labels))}
    if OF_TENANTS in parents and domain != OF_TENANTS:
        return False
    family = any(label in FAMILIES and _is_ending(labels[place + 1 :]) for place, label in enumerate(labels))
    return family or bool(parents & PUBLIC)


def _is_ending(labels: list[str]) -> bool:
    """What a country's provider ends in: `fr`, `co.uk`."""
    return len(labels) == 1 or (len(labels) == 2 and labels[0] in ("co", "com"))


def demand_named(name: str, number: str, others: Iterable[str]) -> None:
    """A name that no other school has, and a CVR number that adds up, or none."""
    code = texts.problem(name, NAME) or (None if texts.tidy(name) else "school_name_missing")
    taken = texts.folded(name) in {texts.folded(other) for other in others}
    problems = [FieldProblem("name", code or "school_name_taken")] if code or taken else []
    if cvr.normal(number) and (wrong := cvr.problem(number)):
        problems.append(FieldProblem("cvr", wrong))
    if problems:
        raise InputInvalid(problems)


def demand_domain(text: str) -> str:
    """The domain as it is kept."""
    if code := domain_problem(text):
        raise InputInvalid([FieldProblem("domain", code)])
    return normal_domain(text)


def demand_staff(address: str, name: str, domains: Iterable[str]) -> None:
    """Staff see the whole school, so their mailbox is the school's own: a slip of the pen lets no stranger in."""
    code = addresses.problem(address) or (None if domain_of(address) in set(domains) else "staff_outside")
    wrong = texts.problem(name, NAME) or (None if texts.tidy(name) else "staff_name_missing")
    problems = [FieldProblem("address", code)] if code else []
    problems += [FieldProblem("staff_name", wrong)] if wrong else []
    if problems:
        raise InputInvalid(problems)


def meant(address: str, domains: Iterable[str]) -> str | None:
    """The address that was probably meant, when its domain is one slip from a school's or has another ending."""
    local, _, domain = addresses.normal(address).rpartition("@")
    near = next((known for known in sorted(domains) if _is_near(domain, known)), None)
    return f"{local}@{near}" if near else None


def _is_near(domain: str, known: str) -> bool:
    if domain == known:
        return False
    return addresses.one_slip_apart(domain, known) or domain.rpartition(".")[0] == known.rpartition(".")[0]
