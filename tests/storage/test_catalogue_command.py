"""`python -m server catalogue`: from a table to an edition that holds, seen before it goes live."""

import subprocess
from pathlib import Path

import pytest

from tests.documents.fagtabeller import BRICKLAYERS, PAINTERS, written
from tests.test_settings import server


@pytest.fixture
def site(tmp_path: Path) -> Path:
    assert server("migrate", var=tmp_path, DEBUG="1").returncode == 0
    return tmp_path


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return server("catalogue", *words, var=site, DEBUG="1")


def imported(site: Path, content: bytes, version: str = "2026-08.1") -> tuple[Path, subprocess.CompletedProcess[str]]:
    table, out = site / "tabel.xlsx", site / f"maler-{version}.yaml"
    table.write_bytes(content)
    about = ("--programme", "maler", "--name", "Maler", "--version", version, "--from", f"{version[:7]}-01")
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
