"""The sentences people see, from the files in pwa/words/ that the phone reads too."""

import json
import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "pwa" / "words"


@lru_cache(maxsize=4)
def all_words(language: str = "da") -> dict[str, str]:
    """Every sentence of a language by its key."""
    files = sorted((FOLDER / language).glob("*.json"))
    return {key: text for file in files for key, text in json.loads(file.read_text("utf-8")).items()}


def text(key: str, /, **facts: object) -> str:
    """The sentence with its gaps filled; KeyError when there is none. Facts are put in as they are, once."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(facts[gap[1]]), all_words()[key])
