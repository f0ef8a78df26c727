"""An edition as the file that people edit: what catalogue_source reads."""

import yaml

from server.domain.catalogue import Edition


def written(edition: Edition) -> str:
    """YAML in the order of server/catalogue/; what is empty is left out."""
    told = edition.as_json()
    del told["id"]
    told["law"] = edition.law.version
    told["goals"] = [{name: value for name, value in goal.items() if value != ""} for goal in told["goals"]]
    kept = {name: value for name, value in told.items() if value != []}
    text: str = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text
