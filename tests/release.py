"""A new release for a site that has a build of its own."""

import re

from tests.site import Site


def release(site: Site, name: str) -> None:
    """Puts a new release in the old one's place: other scripts under other names, another worker."""
    build = site.var / "build"
    worker = build / "service_worker.js"
    worker.write_text(re.sub(r'"[0-9a-f]{64}"', f'"{name * 64}"', worker.read_text()))
    for room in ("start", "app", "visitor"):
        old = next((build / "assets").glob(f"{room}-*.js"))
        new = old.with_name(f"{room}-RELEASE{name}.js")
        new.write_text(f"document.documentElement.dataset.release = '{name}';\n{old.read_text()}")
        old.unlink()
        for file in (build / f"{room}.html", worker):
            file.write_text(file.read_text().replace(old.name, new.name))
