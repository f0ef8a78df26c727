"""Every sentence that code asks for is there, every one that is there is asked for."""

import json
import re
from pathlib import Path

import pytest

from server import words
from tests.site import ROOT

JAVASCRIPT = [p for name in ("pwa", "service_worker") for p in (ROOT / name).rglob("*.js") if p.name != "words.js"]
PYTHON = list((ROOT / "server").rglob("*.py"))
PAGES = [p for name in ("panel", "pages") for p in (ROOT / "server" / "templates" / name).rglob("*.html")]
# Families whose members come from data. A member counts as used when some code names it in quotes.
FAMILIES = (
    "differs",
    "push",
    "push_more",
    "worker",
    "door",
    "own_door",
    "confirmed",
    "refusal",
    "state",
    "role",
    "mail",
    "declined",
    "mail_because",
    "not_received",
    "reached",
    "check",
    "commands",
    "catalogue",
    "writer",
    "fact",
    "panel_done",  # page.done(path, "word")
)
NAMED_BY_RULE = {"refusal": r"\w+_missing"}  # pages ask for `<field>_missing`


def text_of(paths: list[Path]) -> str:
    return "\n".join(path.read_text("utf-8") for path in paths)


SCRIPT, SERVER, TEMPLATES = text_of(JAVASCRIPT), text_of(PYTHON), text_of(PAGES)
ALL = words.all_words()
# Everything that stands in quotes, or before a colon.
NAMED = set(re.findall(r'(?<=["\'`])[\w.]+(?=["\'`])|\b\w+(?=:)', SCRIPT + SERVER + TEMPLATES))


def literal_keys() -> set[str]:
    """Keys that stand in the code as they are."""
    plain = set(re.findall(r'\bt\(\s*"([\w.]+)"', SCRIPT)) | set(re.findall(r'words\.text\(\s*"([\w.]+)"', SERVER))
    plain |= set(re.findall(r'\bt\(\s*"([\w.]+)"\s*[,)]', TEMPLATES))
    plain |= set(re.findall(r'\bwords\["([\w.]+)"\]', SCRIPT))  # the worker has few words, and no t()
    counted = set(re.findall(r'\bcount\(\s*"([\w.]+)"', SCRIPT))
    return plain | {f"{key}.{form}" for key in counted for form in ("one", "other")}


def families() -> set[str]:
    """Those above, and what pages put together: `t("panel_stage." ~ name)`, `words.text(f"panel_x.{name}")`."""
    joined = set(re.findall(r'\bt\(\s*"(\w+)\."\s*~', TEMPLATES))
    return {*FAMILIES, *joined, *re.findall(r'words\.text\(\s*f"(\w+)\.\{', SERVER)}


def codes_in_rules() -> set[str]:
    """Refusals by their code, as the server's rules and doors name them."""
    raised = re.findall(r'\b(?:Refusal|NotFound|SignedOut|TooMany|Outdated|no|__init__)\(\s*"([a-z_]+)"', SERVER)
    fields = re.findall(r'FieldProblem\([^()]*?,\s*"([a-z_]+)"', SERVER)
    rules = text_of([ROOT / "server" / "domain" / f"{name}.py" for name in ("texts", "cvr", "addresses", "answers")])
    return {*raised, *fields, *re.findall(r'return "([a-z]+_[a-z_]+)"', rules)}


def member_is_used(family: str, name: str) -> bool:
    rule = NAMED_BY_RULE.get(family)
    return name in NAMED or bool(rule and re.fullmatch(rule, name))


def test_every_key_in_the_code_has_a_sentence() -> None:
    assert literal_keys() - set(ALL) == set()


def test_every_refusal_has_a_sentence() -> None:
    assert {f"refusal.{code}" for code in codes_in_rules()} - set(ALL) == set()


def test_what_a_page_asks_for_stands_in_a_file_that_the_app_reads() -> None:
    """`words.js` names its files; one that is left out is missed only in a browser."""
    named = re.findall(r"words/da/(\w+)\.json", (ROOT / "pwa" / "words.js").read_text("utf-8"))
    read = {key for name in named for key in json.loads((words.FOLDER / "da" / f"{name}.json").read_text("utf-8"))}
    pages = text_of([path for path in JAVASCRIPT if "service_worker" not in path.parts])
    asked = set(re.findall(r'\bt\(\s*"([\w.]+)"', pages))
    asked |= {f"{key}.{form}" for key in re.findall(r'\bcount\(\s*"([\w.]+)"', pages) for form in ("one", "other")}
    assert asked - read == set()


def test_no_sentence_is_unused() -> None:
    known, members = literal_keys(), families()
    unused = []
    for key in ALL:
        family, _, name = key.partition(".")
        if key not in known and not (family in members and member_is_used(family, name)):
            unused.append(key)
    assert unused == []


def test_a_key_stands_in_one_file_only() -> None:
    seen: dict[str, str] = {}
    for path in sorted((words.FOLDER / "da").glob("*.json")):
        for key, _ in json.loads(path.read_text("utf-8"), object_pairs_hook=list):
            assert key not in seen, f"{key} stands in {seen[key]} and {path.name}"
            seen[key] = path.name


def test_no_sentence_stands_in_the_code() -> None:
    """Danish letters or two words in a row between tags have no business in a page."""
    found = []
    for path in (p for p in JAVASCRIPT if p.parent.name != "domain"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            code = re.sub(r"/\*.*?\*/|//.*|^\s*\*.*", "", line)
            if re.search(r"[æøåÆØÅ]", code) or re.search(r">\s*[A-ZÆØÅ][a-zæøå]+ [a-zæøå]+[^<>=]*<", code):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


@pytest.mark.parametrize("path", [p for p in PAGES if p.parent.name == "panel"], ids=lambda path: path.name)
def test_no_sentence_stands_in_a_template(path: Path) -> None:
    page = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    said = r"[æøåÆØÅ]|>\s*[A-ZÆØÅ]?[a-zæøå]+ [a-zæøå]+[^<>=]*<"
    assert [line.strip() for line in page.splitlines() if re.search(said, line)] == []
