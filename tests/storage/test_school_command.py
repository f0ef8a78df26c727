"""`python -m server school`: the registry from the command line, with what is wrong said in a sentence."""

from pathlib import Path

from click.testing import CliRunner, Result

from server.__main__ import main


def test_a_school_is_registered_looked_at_and_removed(database_url: str, tmp_path: Path) -> None:
    environment = {"DEBUG": "1", "DATABASE_URL": database_url, "LOGBOG_VAR": str(tmp_path)}

    def school(*words: str) -> Result:
        return CliRunner().invoke(main, ["school", *words], env=environment)

    assert school("add", "Skolen på Ærø", "--cvr", "13748136").exit_code == 0
    assert school("domain", "add", "skolen på ærø", "@aeroskole.dk").exit_code == 0
    assert school("staff", "add", "skolen på ærø", "Bo@aeroskole.dk", "Bo").exit_code == 0
    refused = {
        ("add", "SKOLEN PÅ ÆRØ"): "Der er allerede en skole med det navn.",
        ("domain", "add", "Skolen på Ærø", "gmail.com"): "Her kan alle få en postkasse.",
        ("staff", "add", "Skolen på Ærø", "bo@gmail.com", "Bo"): "uden for skolens domæner",
        ("staff", "remove", "Skolen på Ærø", "eva@aeroskole.dk"): "ikke en af skolens medarbejdere",
        ("domain", "remove", "Skolen på Ærø", "andet.dk"): "ikke et af skolens domæner",
        ("remove", "En anden"): "ingen skole, der hedder En anden",
    }
    for given, sentence in refused.items():
        answer = school(*given)
        assert answer.exit_code == 1, given
        assert sentence in answer.output
    assert school("change", "skolen på ærø", "--name", "Øskolen").exit_code == 0
    assert school("list").output == "Øskolen  13748136  aeroskole.dk  medarbejdere: 1\n"
    assert school("show", "øskolen").output.splitlines()[1:] == ["  aeroskole.dk", "  bo@aeroskole.dk  Bo"]
    assert school("domain", "remove", "Øskolen", "aeroskole.dk").exit_code == 0
    assert school("list").output == "Øskolen  13748136  medarbejdere: 0\n"
    assert school("remove", "Øskolen").exit_code == 0
    assert school("list").output == ""
