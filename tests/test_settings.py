"""The settings: loud on bad values, and production refuses what is not safe. In words, by `python -m server check`."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from server import vapid
from server.settings import SettingsError, from_environment
from server.settings_problems import SHORTEST_KEY, advice, problems
from tests import nursery

SAFE = {
    "LOGBOG_BASE_URL": "https://logbog.example",
    "LOGBOG_SECRET_KEY": "fem meget tilfældige ord og lidt til 7431",
    "LOGBOG_SENDER": "post@logbog.example",
    "SMTP_HOST": "smtp.example",
}


@pytest.fixture
def var(tmp_path: Path) -> dict[str, str]:
    return {"LOGBOG_VAR": str(tmp_path)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"LOGBOG_BASE_URL": "http://logbog.example"}, "base_url_not_https"),
        ({"LOGBOG_BASE_URL": ""}, "base_url_not_https"),
        ({"LOGBOG_SECRET_KEY": "kort"}, "secret_key_weak"),
        ({"LOGBOG_SECRET_KEY": "a" * 64}, "secret_key_weak"),
        ({"LOGBOG_SENDER": ""}, "sender_missing"),
        ({"LOGBOG_SENDER": "Logbog"}, "sender_form"),
        ({"SMTP_HOST": ""}, "smtp_missing"),
        ({"SMTP_TLS": "none"}, "smtp_without_tls"),
        ({"SMTP_TLS": "none", "SMTP_HOST": "localhost"}, None),
        ({"LOGBOG_BOUNCE_ADDRESS": "retur@logbog.example", "IMAP_HOST": "imap.example"}, None),
        ({"LOGBOG_BOUNCE_ADDRESS": "retur"}, "bounce_address_form"),
        ({"LOGBOG_BOUNCE_ADDRESS": "r" * 21 + "@logbog.example"}, "bounce_address_long"),
        ({"IMAP_HOST": "imap.example"}, "bounce_address_missing"),
        ({"SMTP_TLS": "tls"}, None),
    ],
)
def test_production_wants_what_is_safe(var: dict[str, str], change: dict[str, str], code: str | None) -> None:
    found = [problem.code for problem in problems(from_environment({**SAFE, **var, **change}))]
    assert found == ([code] if code else [])


def test_with_debug_nothing_is_demanded(var: dict[str, str]) -> None:
    assert problems(from_environment({"DEBUG": "1", **var})) == []


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"PORT": "x"}, "port_form"),
        ({"PORT": "0"}, "port_form"),
        ({"PORT": "99999"}, "port_form"),
        ({"DEBUG": "måske"}, "flag_form"),
        ({"LOGBOG_TAKE_BACK_SECONDS": "3601"}, "take_back_form"),
        ({"LOGBOG_TAKE_BACK_SECONDS": "-1"}, "take_back_form"),
        ({"DATABASE_URL": "mysql://x"}, "database_url_form"),
        ({"DATABASE_URL": "sqlite://"}, "database_url_form"),
        ({"LOGBOG_BASE_URL": "https://logbog.example/sti"}, "base_url_form"),
        ({"LOGBOG_BASE_URL": "logbog.example"}, "base_url_form"),
        ({"SMTP_HOST": "x", "SMTP_TLS": "ja"}, "smtp_tls_form"),
        ({"SMTP_HOST": "x", "SMTP_PORT": "smtp"}, "port_form"),
        ({"LOGBOG_SECRET_KEY_FILE": "/findes/ikke"}, "file_unreadable"),
        ({"LOGBOG_VAPID_KEY": "kort"}, "vapid_key_form"),
        ({"LOGBOG_VAPID_KEY": "A" * 43}, "vapid_key_form"),
        ({"LOGBOG_PUSH_HOSTS": "push.example https://x"}, "push_hosts_form"),
        ({"LOGBOG_FINAL_FORM_TO": "x" * 301}, "printed_form"),
        ({"LOGBOG_FINAL_FORM_TO": "1|2|3|4|5|6|7"}, "printed_form"),
        ({"LOGBOG_FINAL_FORM_TO": "vend \u202e om"}, "printed_form"),
    ],
)
def test_what_cannot_be_read_is_said(var: dict[str, str], env: dict[str, str], code: str) -> None:
    with pytest.raises(SettingsError) as error:
        from_environment({**var, **env})
    assert [problem.code for problem in error.value.problems] == [code]


def test_a_key_is_made_once_and_kept_for_the_owner_alone(var: dict[str, str], tmp_path: Path) -> None:
    first, second = from_environment({"DEBUG": "1", **var}), from_environment({"DEBUG": "1", **var})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= SHORTEST_KEY
    assert first.vapid_key == second.vapid_key
    kept = sorted((tmp_path / "keys").iterdir())
    assert [path.name for path in kept] == ["secret_key", "vapid_key"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}


def test_several_processes_are_told_to_share_the_key_that_push_services_know(var: dict[str, str]) -> None:
    several = {**SAFE, **var, "DATABASE_URL": "postgresql://logbog@db.example/logbog"}
    assert [told.code for told in advice(from_environment(several))] == ["vapid_key_missing"]
    assert problems(from_environment(several)) == []
    assert advice(from_environment({**several, "LOGBOG_VAPID_KEY": vapid.new()})) == []
    assert advice(from_environment({**SAFE, **var})) == []


def test_a_secret_may_lie_in_a_file(var: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "hemmelig"
    path.write_text("  æ" + "k" * 40 + "\n", "utf-8")
    known = from_environment({**var, "LOGBOG_SECRET_KEY_FILE": str(path)})
    assert known.secret_key.decode() == "æ" + "k" * 40


def test_where_the_final_form_goes_may_have_lines(var: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "adresse"
    path.write_text("Udvalget\r\nVejen 1\n\n1234 By\n", "utf-8")
    for env in ({"LOGBOG_FINAL_FORM_TO": "Udvalget | Vejen 1|1234 By |"}, {"LOGBOG_FINAL_FORM_TO_FILE": str(path)}):
        assert from_environment({**var, **env}).final_form_to == "Udvalget\nVejen 1\n1234 By"
    assert from_environment(var).final_form_to == ""


def server(*arguments: str, var: Path, **env: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LOGBOG_", "SMTP_", "DEBUG"))}
    return nursery.run([*arguments], {**plain, "LOGBOG_VAR": str(var), **env})


def test_check_says_it_in_words(tmp_path: Path) -> None:
    wrong = server("check", var=tmp_path)
    assert wrong.returncode == 1
    for word in ("https://", "LOGBOG_SENDER", "SMTP_HOST"):
        assert word in wrong.stderr
    right = server("check", var=tmp_path, **SAFE)
    *domain, last = right.stdout.strip().splitlines()
    assert (right.returncode, last) == (0, "Opsætningen er i orden.")
    assert domain, "with a network it tells SPF, DKIM and DMARC, without one that it could not ask"
    several = server("check", var=tmp_path, **SAFE, DATABASE_URL="postgresql://logbog@db.example/logbog")
    assert (several.returncode, "! LOGBOG_VAPID_KEY" in several.stdout) == (0, True)


@pytest.mark.parametrize("command", ["run", "worker"])
def test_production_does_not_start_on_an_unsafe_configuration(tmp_path: Path, command: str) -> None:
    done = server(command, var=tmp_path, **{**SAFE, "LOGBOG_BASE_URL": "http://logbog.example"})
    assert done.returncode == 1
    assert "https://" in done.stderr


def test_the_server_does_not_start_on_a_database_that_was_not_migrated(tmp_path: Path) -> None:
    done = server("run", var=tmp_path, DEBUG="1")
    assert done.returncode == 1
    assert "python -m server migrate" in done.stderr


def test_demonstration_data_are_only_for_debug(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "logbog.sqlite3")
    done = server("seed", var=tmp_path, **SAFE)
    assert (done.returncode, "DEBUG" in done.stderr) == (1, True), done.stderr


def test_the_shipped_catalogue_is_fine(tmp_path: Path) -> None:
    done = server("catalogue", var=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
