"""What must be mended before people's data may be served, and what could be better: judged, not read."""

import os

from server.domain import addresses
from server.settings import LOOPBACK, Problem, Settings

SHORTEST_KEY = 32  # bytes
LONGEST_BOUNCE_NAME = 20  # letters before the @; 44 come after them (delivery/return_path.py), and 64 is the limit


def problems(settings: Settings) -> list[Problem]:
    """What must be mended before people's data may be served with these settings. With DEBUG nothing is demanded."""
    if settings.debug:
        return []
    found = []
    if not settings.secure_cookies:
        found.append(Problem.of("base_url_not_https"))
    if len(settings.secret_key) < SHORTEST_KEY or len(set(settings.secret_key)) < 10:
        found.append(Problem.of("secret_key_weak"))
    if not settings.sender:
        found.append(Problem.of("sender_missing"))
    elif addresses.problem(settings.sender):
        found.append(Problem.of("sender_form"))
    if settings.smtp is None:
        found.append(Problem.of("smtp_missing"))
    elif settings.smtp.tls == "none" and settings.smtp.host not in LOOPBACK:
        found.append(Problem.of("smtp_without_tls"))
    return found + _bounce_problems(settings) + _folder_problems(settings)


def _bounce_problems(settings: Settings) -> list[Problem]:
    address = settings.bounce_address
    if settings.imap and not address:
        return [Problem.of("bounce_address_missing")]
    if address and addresses.problem(address):
        return [Problem.of("bounce_address_form")]
    if len(address.rpartition("@")[0]) > LONGEST_BOUNCE_NAME:
        return [Problem.of("bounce_address_long", letters=str(LONGEST_BOUNCE_NAME))]
    return []


def advice(settings: Settings) -> list[Problem]:
    """What works, but not as well as it could: told by `check`, and nobody is kept from starting."""
    several = not settings.debug and not settings.is_sqlite
    return [Problem.of("vapid_key_missing")] if several and not settings.vapid_key_given else []


def _folder_problems(settings: Settings) -> list[Problem]:
    return [] if os.access(settings.var, os.W_OK) else [Problem.of("var_not_writable", folder=str(settings.var))]
