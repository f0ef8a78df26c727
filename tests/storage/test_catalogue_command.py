"""`python -m server catalogue`: from a table to an edition that holds, seen before it goes live."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from server.domain import catalogue_file
from tests.documents.fagtabeller import BRICKLAYERS, PAINTERS, written
from tests.example import EDITION
from tests.test_settings import server


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Path:
    shutil.copy(sqlite_template, tmp_path / "logbog.sqlite3")
    return tmp_path


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return server("catalogue", *words, var=site, DEBUG="1")


def imported(site: Path, content: bytes, version: str = "2026-08.1") -> tuple[Path, subprocess.CompletedProcess[str]]:
    table, out = site / "tabel.xlsx", site / f"maler-{version}.yaml"
    table.write_bytes(content)
    about = ("--programme", "maler", "--name", "Maler", "--version", version, "--from", f"{version[:7]}-01",
             "--main-courses", "4")  # fmt: skip
    return out, run(site, "import", str(table), *about, "--out", str(out))


def test_a_table_becomes_a_file_that_is_checked_compared_and_published(site: Path) -> None:
    out, done = imported(site, written(PAINTERS))
    assert done.returncode == 0, done.stderr
    assert "Nyt: mål kan_vurdere_et_underlag: Kan vurdere et underlag" in done.stdout
    assert "maler-2026-08.1: i orden" in run(site, "check", str(out)).stdout
    assert "gælder for nye lærlinge fra 2026-08-01" in run(site, "publish", str(out)).stdout
    assert "allerede i brug" in run(site, "publish", str(out)).stdout
    changed = {**PAINTERS, "Bygningsmaler": [
        ["1", "Malebehandling", "-", "Oplæringsmål", "-", "1. Kan male et loft uden at lave striber"]]}  # fmt: skip
    newer, done = imported(site, written(changed), "2027-08.1")
    assert "Ændret: mål kan_male_et_loft_uden_striber" in done.stdout
    assert "text: Kan male et loft uden striber → Kan male et loft uden at lave striber" in done.stdout
    assert "Udgår: mål kan_spartle_og_slibe_en_vaeg" in run(site, "diff", str(newer)).stdout


def test_a_new_order_is_told(site: Path) -> None:
    upper, lower, *rest = EDITION.machines
    file = site / "ny.yaml"
    file.write_text(catalogue_file.written(replace(EDITION, machines=(lower, upper, *rest))), "utf-8")
    said = run(site, "diff", str(file), "--against", EDITION.id).stdout
    assert f"Ny rækkefølge: maskine {upper.key}: {upper.name}\n    Står nu efter “{lower.name}”." in said


def test_an_edition_that_holds_never_changes(site: Path) -> None:
    out, _ = imported(site, written(PAINTERS))
    run(site, "publish", str(out))
    out.write_text(out.read_text("utf-8").replace("Kan bruge lift", "Kan bruge en lift"), "utf-8")
    done = run(site, "publish", str(out))
    assert done.returncode == 1
    assert "Giv den nye et andet versionsnummer." in done.stderr
    assert run(site, "publish", str(out), "--from", "2027-01-01").returncode == 1


def test_a_broken_table_is_told_and_writes_nothing(site: Path) -> None:
    out, done = imported(site, written({"Murer": [["1", None, "-", "Oplæringsmål", "-", "1. a\nb"]]}))
    assert done.returncode == 1
    assert "Arket Murer, række 3, kolonne TITEL: Titlen mangler." in done.stderr
    assert "Arket Murer, række 3, kolonne MÅLPINDE: Linje 2 begynder ikke med et nummer." in done.stderr
    assert not out.exists()


def test_nothing_is_overwritten(site: Path) -> None:
    out, _ = imported(site, written(BRICKLAYERS))
    out.write_text("mit", "utf-8")
    _, done = imported(site, written(PAINTERS))
    assert done.returncode == 1
    assert out.read_text("utf-8") == "mit"


def test_goals_that_wait_for_the_last_main_course_are_told_every_time(site: Path) -> None:
    out, done = imported(site, written(PAINTERS))
    said = "mål, som ikke var der før, ventes først nået før H4."
    assert said in done.stderr
    for deed in ("check", "diff", "publish"):
        assert said in run(site, deed, str(out)).stderr, deed
    newer, done = imported(site, written(PAINTERS), "2027-08.1")
    assert "ventes" not in done.stderr
    assert "ventes" not in run(site, "check", str(newer)).stderr


def test_a_new_programme_must_say_its_main_courses_and_is_told_its_name(site: Path) -> None:
    table, out = site / "tabel.xlsx", site / "maler.yaml"
    table.write_bytes(written(PAINTERS))
    about = ("import", str(table), "--programme", "maler", "--version", "2026-08.1", "--from", "2026-08-01", "--out")
    done = run(site, *about, str(out))
    assert done.returncode == 1
    assert "--main-courses 5" in done.stderr
    assert not out.exists()
    done = run(site, *about, str(out), "--main-courses", "3")
    assert "Uddannelsen kom til at hedde Maler." in done.stderr
    assert "ventes først nået før H3." in done.stderr


def test_a_version_that_is_published_is_not_written_again(site: Path) -> None:
    out, _ = imported(site, written(PAINTERS))
    run(site, "publish", str(out))
    out.unlink()
    _, done = imported(site, written(PAINTERS))
    assert done.returncode == 1
    assert "Der er allerede en udgave maler-2026-08.1." in done.stderr
    assert not out.exists()


def test_what_is_published_is_judged_too(site: Path) -> None:
    out, _ = imported(site, written(PAINTERS))
    assert "maler" not in run(site, "check").stdout
    run(site, "publish", str(out))
    assert "maler-2026-08.1: udgivet og i orden" in run(site, "check").stdout
