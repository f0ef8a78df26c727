"""WebKitGTK, the nearest thing to Safari on Linux, behind a network that tests can spoil.

A phone is a folder: the same folder is the same phone after a restart, or after `kill -9`.
"""

import os
import re
import shutil
import signal
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.proxy import Proxy
from tests.setup.webkit import installed
from tests.site import ROOT, Site

BROWSER = Path(__file__).with_name("browser.py")
PATIENCE = 45.0
HERE = installed()
if not HERE:
    print("\nWebKitGTK IS NOT HERE: no test of tests/webkit runs. See tests/setup/webkit.py.\n")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not HERE and "tests/webkit" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="WebKitGTK is not here (tests/setup/webkit.py)"))


@pytest.fixture(scope="session")
def display() -> Iterator[None]:
    """A screen that nobody sees, and a message bus."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    before = dict(os.environ)
    os.environ.update(
        {
            "DISPLAY": f":{number}",
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
    )
    yield
    os.environ.clear()
    os.environ.update(before)
    screen.terminate()
    screen.wait()


class Phone:
    """What a person does with a phone: tap, type, read; and what happens to one: closed, killed, started again."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        self.driver: webdriver.WebKitGTK | None = None
        self.start()

    def start(self) -> None:
        options = Options()
        options.binary_location = str(BROWSER)
        options.add_argument("--automation")
        options.add_argument(f"--data={self.folder}")
        options.accept_insecure_certs = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # selenium's own
            service = Service(shutil.which("WebKitWebDriver"))
            self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_script_timeout(20)

    def stop(self) -> None:
        if self.driver:
            self.driver.quit()
        self.driver = None

    def kill(self) -> None:
        """Pulls the battery: every process of this browser ends at once."""
        assert self.driver
        found = subprocess.run(["pgrep", "-f", f"--data={self.folder}"], capture_output=True, text=True)
        for line in found.stdout.split():
            for child in [*_children(int(line)), int(line)]:
                os.kill(child, signal.SIGKILL)
        try:
            self.driver.quit()
        except WebDriverException:
            self.driver.service.stop()
        self.driver = None

    def go(self, path: str) -> None:
        """As the links of the app do: a page that WebKitGTK leaves in mid-transaction can block the next."""
        if self.driver.current_url.startswith(f"{self.site.met_at}/app/"):
            arrive = f"history.pushState(null, '', {path!r}); dispatchEvent(new Event('logbog-navigated'))"
            self.driver.execute_script(arrive)
        else:
            self.driver.get(self.site.met_at + path)

    def run(self, script: str, *arguments: Any) -> Any:
        """What an async function body returns."""
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async () => {{ {script} }})().then(done, (error) => done(`ERROR ${{error}}`));"
        )
        return self.driver.execute_async_script(wrapped, *arguments)

    def until(self, script: str) -> Any:
        """The first true answer of an expression."""
        end = time.monotonic() + PATIENCE
        last: Any = None
        while time.monotonic() < end:
            try:
                if last := self.driver.execute_script(f"return {script}"):
                    return last
            except WebDriverException as error:  # the page is on its way to another
                last = error.msg
            time.sleep(0.1)
        words = self.driver.execute_script("return document.body.innerText")
        raise AssertionError(f"{script}: {last}\n{words}")

    def sees(self, words: str) -> None:
        self.until(f"document.body.innerText.includes({words!r})")

    def tap(self, words: str) -> None:
        """A button, link or label by what stands on it."""
        all_of_them = "[...document.querySelectorAll('button, a, label, summary')]"
        find = f"{all_of_them}.find((one) => one.innerText.trim().startsWith({words!r}))"
        self.until(find)
        self.driver.execute_script(f"{find}.click()")

    def field(self, name: str) -> Any:
        self.until(f"document.getElementById({name!r})")
        return self.driver.find_element(By.ID, name)

    def write(self, name: str, text: str) -> None:
        self.field(name).send_keys(text[0])  # a real key, which gives it the focus
        typed = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))"
        self.driver.execute_script(typed, self.field(name), text)

    def sign_in(self, address: str = "laerling@post.example") -> None:
        self.go("/app/sign_in")
        self.write("address", address)
        self.tap("Send mig en kode")
        self.sees("Skriv koden")
        self.write("code", re.search(r"\d{6}", self.site.mail(address, "sign_in_code")["text"])[0])
        self.tap("Min egen")
        self.tap("Log ind")
        self.sees("Mig")
        self.is_held()

    def is_held(self) -> None:
        """A worker holds the page. WebKitGTK on a busy machine now and then never ends a first installation: then once
        more from the beginning, as in a browser that was closed and opened."""
        held = "navigator.serviceWorker.controller"
        try:
            self.until(held)
        except AssertionError:
            every = "for (const one of await navigator.serviceWorker.getRegistrations())"
            state = "[one.installing, one.waiting, one.active].map((worker) => worker?.state)"
            print(
                "No worker:",
                self.run(f"const all = []; {every} {{ all.push({state}); await one.unregister() }} return all"),
            )
            self.driver.refresh()
            self.until(held)

    def profile(self) -> None:
        self.go("/app/profile")
        self.write("name", "Alma Æøå")
        self.tap("Bygningssnedker")
        self.driver.execute_script(
            "const field = document.getElementById('started_on'); field.value = '2024-08-01';"
            "field.dispatchEvent(new Event('input', { bubbles: true }))"
        )
        self.tap("Gem")
        self.sees("Alt er sendt")


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    return [grandchild for child in found for grandchild in [*_children(int(child)), int(child)]]


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A site with a build of its own, that a test can replace, met through a proxy."""
    shutil.copy(migrated, tmp_path)
    shutil.copytree(ROOT / "build", tmp_path / "build", ignore=shutil.ignore_patterns("failures", "pictures"))
    site = Site(tmp_path, LOGBOG_BUILD=str(tmp_path / "build"))
    proxy = Proxy(site.port)
    site.proxy = proxy
    site.environment["LOGBOG_BASE_URL"] = site.met_at = f"http://localhost:{proxy.port}"
    site.start()
    yield site
    site.stop()
    proxy.stop()


@pytest.fixture
def open_phone(site: Site, display: None, tmp_path: Path) -> Iterator[Callable[[str], Phone]]:
    """`open_phone("first")`: a phone with a folder of its own."""
    phones: list[Phone] = []

    def open_phone(name: str) -> Phone:
        phones.append(Phone(tmp_path / name, site))
        return phones[-1]

    yield open_phone
    for phone in phones:
        phone.stop()


@pytest.fixture
def phone(open_phone: Callable[[str], Phone]) -> Phone:
    return open_phone("phone")
