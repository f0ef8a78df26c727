"""Settings, read once from the environment: loud on bad values, and a production that is not safe does not start."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from server import kept_keys, vapid
from server.domain import addresses, texts

LONGEST_PRINTED, MOST_LINES = 300, 6
LOOPBACK = ("localhost", "127.0.0.1", "::1")
BUILD = Path(__file__).parent.parent / "build"
TLS_WAYS = ("starttls", "tls", "none")


@dataclass(frozen=True)
class Problem:
    """What is wrong with the configuration: `check.<code>` is the sentence."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **facts: str) -> "Problem":
        return cls(code, tuple(facts.items()))


class SettingsError(Exception):
    """Values that cannot be read at all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Smtp:
    """How to reach the mail server. `tls`: starttls, tls (from the first byte) or none (loopback only)."""

    host: str
    port: int
    username: str
    password: str
    tls: str


@dataclass(frozen=True)
class Imap:
    """The mailbox that mails come back to. TLS from the first byte, but on the loopback."""

    host: str
    port: int
    username: str
    password: str


@dataclass(frozen=True)
class Settings:
    """Everything that differs from site to site. README.md lists the variables."""

    debug: bool
    host: str
    port: int
    database_url: str
    var: Path
    build: Path
    worker_off: bool
    base_url: str
    secret_key: bytes
    vapid_key: str
    vapid_key_given: bool
    push_hosts: frozenset[str]
    sender: str
    contact: str
    smtp: Smtp | None
    patience: float  # seconds that another server may take over one thing
    bounce_address: str  # empty: mails come back to the sender, and nobody reads them here
    imap: Imap | None
    dkim_selector: str
    trusted_proxies: str
    operators: frozenset[str]  # whose mailbox may keep the registry of schools
    take_back: timedelta  # how long a declaration that was sent can be taken back
    final_form_to: str  # where the committee's final forms are sent, as it is printed; may have several lines

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def mail_is_encrypted(self) -> bool:
        """Whether mails leave the machine by TLS or not at all; on plain loopback nobody knows what comes after."""
        return self.smtp is not None and self.smtp.tls in ("starttls", "tls")

    @property
    def secure_cookies(self) -> bool:
        return self.base_url.startswith("https:")


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingsError with everything that cannot be read."""
    found: list[Problem] = []
    debug = _flag(env, "DEBUG", found)
    port = _number(env, "PORT", 8000, found)
    var = Path(_text(env, "LOGBOG_VAR", found) or "var")
    base_url = (_text(env, "LOGBOG_BASE_URL", found) or f"http://localhost:{port}").rstrip("/")
    if not re.fullmatch(r"https?://[^/\s?#@]+", base_url):
        found.append(Problem.of("base_url_form"))
    settings = Settings(
        debug=debug,
        host=_text(env, "HOST", found) or ("127.0.0.1" if debug else "0.0.0.0"),  # noqa: S104
        port=port,
        database_url=_database_url(env, var, found),
        var=var,
        build=Path(_text(env, "LOGBOG_BUILD", found) or BUILD),
        worker_off=_flag(env, "LOGBOG_WORKER_OFF", found),
        base_url=base_url,
        secret_key=_text(env, "LOGBOG_SECRET_KEY", found).encode()
        or kept_keys.kept(var, "secret_key", secrets.token_urlsafe(48)).encode(),
        vapid_key=(vapid_key := _vapid_key(env, found)) or kept_keys.kept(var, "vapid_key", vapid.new()),
        vapid_key_given=bool(vapid_key),
        push_hosts=_push_hosts(env, found),
        sender=_text(env, "LOGBOG_SENDER", found) or ("logbog@localhost.example" if debug else ""),
        contact=_text(env, "LOGBOG_CONTACT", found) or _text(env, "LOGBOG_SENDER", found),
        smtp=_smtp(env, found),
        patience=float(_number(env, "LOGBOG_PATIENCE", 30, found)),
        bounce_address=_text(env, "LOGBOG_BOUNCE_ADDRESS", found),
        imap=_imap(env, found),
        dkim_selector=_text(env, "LOGBOG_DKIM_SELECTOR", found),
        trusted_proxies=_text(env, "LOGBOG_TRUSTED_PROXIES", found),
        operators=_operators(env, found) or (frozenset(["drift@logbog.example"]) if debug else frozenset()),
        take_back=_take_back(env, found),
        final_form_to=_printed(env, "LOGBOG_FINAL_FORM_TO", found),
    )
    if found:
        raise SettingsError(found)
    return settings


def _text(env: Mapping[str, str], name: str, found: list[Problem]) -> str:
    """The variable, or the content of the file that `<name>_FILE` names."""
    path = env.get(f"{name}_FILE")
    if not path:
        return env.get(name, "").strip()
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        found.append(Problem.of("file_unreadable", name=f"{name}_FILE"))
        return ""


def _flag(env: Mapping[str, str], name: str, found: list[Problem]) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "1", "false", "true", "no", "yes"):
        found.append(Problem.of("flag_form", name=name))
    return value in ("1", "true", "yes")


def _number(env: Mapping[str, str], name: str, default: int, found: list[Problem]) -> int:
    value = env.get(name, "").strip() or str(default)
    if re.fullmatch(r"[0-9]{1,5}", value, re.ASCII) and 0 < int(value) < 65536:
        return int(value)
    found.append(Problem.of("port_form", name=name))
    return default


def _operators(env: Mapping[str, str], found: list[Problem]) -> frozenset[str]:
    """Addresses with commas between them."""
    given = [addresses.normal(one) for one in _text(env, "LOGBOG_OPERATORS", found).split(",") if one.strip()]
    if any(addresses.problem(one) for one in given):
        found.append(Problem.of("operators_form"))
    return frozenset(given)


def _take_back(env: Mapping[str, str], found: list[Problem]) -> timedelta:
    value = _text(env, "LOGBOG_TAKE_BACK_SECONDS", found) or "300"
    if re.fullmatch(r"[0-9]{1,4}", value, re.ASCII) and int(value) <= 3600:
        return timedelta(seconds=int(value))
    found.append(Problem.of("take_back_form"))
    return timedelta()


def _printed(env: Mapping[str, str], name: str, found: list[Problem]) -> str:
    """A text for paper. Its lines come from a file, or stand with `|` between."""
    lines = [texts.tidy(line) for line in re.split(r"[|\n]", _text(env, name, found).replace("\r", ""))]
    text = "\n".join(line for line in lines if line)
    if texts.problem(text, LONGEST_PRINTED, lines=True) or text.count("\n") >= MOST_LINES:
        found.append(Problem.of("printed_form", name=name, letters=str(LONGEST_PRINTED), lines=str(MOST_LINES)))
    return text


def _database_url(env: Mapping[str, str], var: Path, found: list[Problem]) -> str:
    url = _text(env, "DATABASE_URL", found) or f"sqlite:///{var / 'logbog.sqlite3'}"
    if urlsplit(url).scheme not in ("sqlite", "postgres", "postgresql") or url in ("sqlite://", "sqlite:///"):
        found.append(Problem.of("database_url_form"))
    return url


def _smtp(env: Mapping[str, str], found: list[Problem]) -> Smtp | None:
    host = _text(env, "SMTP_HOST", found)
    if not host:
        return None
    tls = _text(env, "SMTP_TLS", found) or ("none" if host in LOOPBACK else "starttls")
    if tls not in TLS_WAYS:
        found.append(Problem.of("smtp_tls_form"))
    port = _number(env, "SMTP_PORT", {"tls": 465, "starttls": 587}.get(tls, 25), found)
    return Smtp(host, port, _text(env, "SMTP_USERNAME", found), _text(env, "SMTP_PASSWORD", found), tls)


def _vapid_key(env: Mapping[str, str], found: list[Problem]) -> str:
    key = _text(env, "LOGBOG_VAPID_KEY", found)
    try:
        vapid.private(key or vapid.new())
    except ValueError:
        found.append(Problem.of("vapid_key_form"))
    return key


def _push_hosts(env: Mapping[str, str], found: list[Problem]) -> frozenset[str]:
    hosts = _text(env, "LOGBOG_PUSH_HOSTS", found).split()
    if not all(re.fullmatch(r"[a-z0-9.-]{1,253}(:[0-9]{1,5})?", host, re.ASCII) for host in hosts):
        found.append(Problem.of("push_hosts_form"))
    return frozenset(hosts)


def _imap(env: Mapping[str, str], found: list[Problem]) -> Imap | None:
    host = _text(env, "IMAP_HOST", found)
    port = _number(env, "IMAP_PORT", 143 if host in LOOPBACK else 993, found)
    account = _text(env, "IMAP_USERNAME", found), _text(env, "IMAP_PASSWORD", found)
    return Imap(host, port, *account) if host else None
