"""A new release for a site that has a build of its own."""

import re

from tests.site import Site


def release(site: Site, name: str) -> None:
    """Puts a new release in the old one's place: another script under another name, another worker."""
    build = site.var / "build"
    old = next((build / "assets").glob("app-*.js"))
    new = old.with_name(f"app-RELEASE{name}.js")
    new.write_text(f"document.documentElement.dataset.release = '{name}';\n{old.read_text()}")
    old.unlink()
    for file in (build / "app.html", build / "service_worker.js"):
        text = file.read_text().replace(old.name, new.name)
        file.write_text(re.sub(r'"[0-9a-f]{64}"', f'"{name * 64}"', text))
