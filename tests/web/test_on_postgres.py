"""The tests that are named for PostgreSQL are there."""

from pathlib import Path

import pytest

from tests.web.on_postgres import TESTS, WHOLE

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(WHOLE | set(TESTS)))
def test_what_is_tried_on_postgresql_is_there(name: str) -> None:
    [path] = HERE.rglob(name)
    missing = [test for test in TESTS.get(name, ()) if f"def {test}(" not in path.read_text("utf-8")]
    assert missing == []
