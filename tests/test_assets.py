"""The hashed files of a release stay for 12 months after the last release that had them."""

import os
from pathlib import Path

from server import assets

DAY = 24 * 3600


def release(build: Path, *names: str) -> Path:
    folder = build / "assets"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(f"{build.name}/{name}")
    return build


def test_an_earlier_release_is_kept_for_a_year_and_the_present_one_for_ever(tmp_path: Path) -> None:
    var = tmp_path / "var"
    first, second = release(tmp_path / "1", "app-1.js", "same.css"), release(tmp_path / "2", "app-2.js", "same.css")
    kept = assets.keep(first, var, 0)
    assert sorted(path.name for path in kept.iterdir()) == ["app-1.js", "same.css"]
    assets.keep(second, var, 300 * DAY)
    assert sorted(path.name for path in kept.iterdir()) == ["app-1.js", "app-2.js", "same.css"]
    assets.keep(second, var, 367 * DAY)
    assert sorted(path.name for path in kept.iterdir()) == ["app-2.js", "same.css"]
    assert os.stat(kept / "same.css").st_mtime == 367 * DAY
