"""Offline, in a real Chromium: cold starts, many entries and photos, and what one change costs on the wire."""

import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright

from tests.bench.figure import Figure
from tests.browser.conftest import ARGUMENTS, DEVICES
from tests.browser.people import fill_profile, prepare, sign_in, until
from tests.browser.pictures import jpeg
from tests.setup.browser import installed
from tests.site import Site

ROUNDS = 9
SLOW = 4  # times slower than this machine
EMPTY = {
    "index.html": "<!doctype html><title>x</title><h1>x</h1><script src=a.js></script>",
    "a.js": "navigator.serviceWorker.register('/sw.js')",
    "sw.js": """
const fill = () => caches.open('x').then((cache) => cache.addAll(['/', '/a.js']));
addEventListener('install', (e) => e.waitUntil(fill().then(() => skipWaiting())));
addEventListener('activate', (e) => e.waitUntil(clients.claim()));
addEventListener('fetch', (e) => e.respondWith(caches.match(e.request).then((r) => r ?? fetch(e.request))));
""",
}
WATCH = """
(() => {
  const look = () => {
    if (document.querySelector('SELECTOR')) window.there ??= performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()
"""
FILL = """
async ([entries, photos]) => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const open = (name) => new Promise((done) => {
    indexedDB.open(name).onsuccess = ({ target }) => done(target.result);
  });
  const log = await open(names.find((name) => /^logbog-[0-9a-f]{8}-/.test(name)));
  const album = await open(names.find((name) => name.startsWith('logbog-photos-')));
  const empty = { goals: [], functions: [], machines: [] };
  const day = (number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);
  const writing = log.transaction('log_entries', 'readwrite');
  for (let number = 0; number < entries; number += 1) {
    const value = { ...empty, on: day(number), text: `Dag ${number}: samlede vinduer og døre`, shared_with: null };
    writing.objectStore('log_entries').put({ id: crypto.randomUUID(), value, revision: 1 });
  }
  await new Promise((done) => { writing.oncomplete = done; });
  for (let number = 0; number < photos; number += 1) {
    const id = crypto.randomUUID();
    const tx = album.transaction(['photos', 'thumbs', 'ties'], 'readwrite');
    tx.objectStore('photos').put({ id, bytes: crypto.getRandomValues(new Uint8Array(60_000)).buffer });
    tx.objectStore('thumbs').put({ id, bytes: crypto.getRandomValues(new Uint8Array(12_000)).buffer });
    tx.objectStore('ties').put({ ...empty, id, declaration: null, entry: null, caption: '', taken_on: day(number),
      made_at: '', width: 4, height: 3, size: 60_000, deleted_at: null, backed_up_at: '' });
    await new Promise((done) => { tx.oncomplete = done; });
  }
  log.close();
  album.close();
}
"""
SEND = """
async (count) => {
  const entry = (number) => ({ id: crypto.randomUUID(), field: crypto.randomUUID(), base: 0, form_version: 1,
    typed_at: '2026-11-23T10:00:00Z',
    value: { on: '2026-11-23', text: `Dag ${number}`, goals: [], functions: [], machines: [], shared_with: null } });
  for (let sent = 0; sent < count; sent += 50) {
    const operations = Array.from({ length: Math.min(50, count - sent) }, (_, index) => entry(sent + index));
    await fetch('/api/log/operations', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device: 'bench', app: '0.1.0', operations }) });
  }
}
"""


def measure() -> Iterator[Figure]:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        site = Site(Path(folder))
        site.command("migrate")
        site.start()
        try:
            yield from _cold_starts(browser, site)
            yield from _photos(browser, site, folder)
            yield from _wire(browser, site)
        finally:
            site.stop()
            browser.close()


def _phone(browser: Browser, site: Site, address: str) -> tuple[BrowserContext, Page]:
    context = browser.new_context(base_url=site.base_url, locale="da-DK", **DEVICES["phone"])
    page = context.new_page()
    sign_in(page, site, address)
    fill_profile(page)
    page.goto("/app/photos")
    expect(page.get_by_text("Alt er sendt")).to_be_visible()
    until(page, "navigator.serviceWorker.controller !== null")
    return context, page


def _start(context: BrowserContext, url: str, selector: str, slow: int = 1) -> float:
    """Milliseconds from navigation until the selector is there, on a fresh page with no network."""
    page = context.new_page()
    page.add_init_script(WATCH.replace("SELECTOR", selector))
    if slow > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.goto(url)
    until(page, "window.there !== undefined")
    took = float(page.evaluate("window.there"))
    page.close()
    return took


def _medians(*ways: Callable[[], float]) -> list[float]:
    """Each way's median, measured in turns."""
    rounds = [[way() for way in ways] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def _cold_starts(browser: Browser, site: Site) -> Iterator[Figure]:
    context, page = _phone(browser, site, "start@post.example")
    page.goto("/app/")
    prepare(page)
    expect(page.get_by_text("Alt er sendt")).to_be_visible()
    full, other = _phone(browser, site, "full@post.example")
    for one, amount in ((page, [10, 5]), (other, [1000, 500])):
        one.evaluate(FILL, amount)
        one.close()
    with _empty_page() as empty_url:
        empty = browser.new_context(**DEVICES["phone"])
        first = empty.new_page()
        first.goto(empty_url)
        until(first, "navigator.serviceWorker.controller !== null")
        first.close()
        for one in (context, full, empty):
            one.set_offline(True)
        ours = partial(_start, context, "/app/declarations", "a.card")
        bare = partial(_start, empty, empty_url, "h1")
        took, least = _medians(ours, bare)
        yield Figure(
            "offline cold start to the list, of an empty page",
            took / least,
            1.5,
            f"{took:.0f} of {least:.0f} ms",
            at_most=True,
        )
    [slowly] = _medians(partial(_start, context, "/app/declarations", "a.card", SLOW))
    yield Figure(f"the same at {SLOW} times slower, s", slowly / 1000, 1.0, f"{slowly:.0f} ms", at_most=True)
    much, little = _medians(
        partial(_start, full, "/app/log", "article"), partial(_start, context, "/app/log", "article")
    )
    yield Figure(
        "1,000 entries and 500 photos, of 10 and 5", much / little, 1.3, f"{much:.0f} of {little:.0f} ms", at_most=True
    )
    context.close()
    full.close()
    empty.close()


def _photos(browser: Browser, site: Site, folder: str) -> Iterator[Figure]:
    few, one = _phone(browser, site, "few@post.example")
    many, other = _phone(browser, site, "many@post.example")
    other.evaluate(FILL, [0, 499])
    sent: list[str] = []
    for page in (one, other):
        page.goto("/app/photos")
        expect(page.get_by_role("heading", name="Billeder", exact=True)).to_be_visible()
        page.evaluate(
            "void new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) "
            "window.longest = Math.max(window.longest ?? 0, duration) }).observe({ type: 'longtask' })"
        )
    pictures = [Path(folder) / f"IMG_{seed}.jpg" for seed in range(ROUNDS + 1)]
    for seed, path in enumerate(pictures):
        path.write_bytes(jpeg(one, 4000, 3000, seed))
    for page in (one, other):  # the first one also starts the worker
        _add(page, pictures[0])
        page.evaluate("window.longest = 0")
        page.on("request", lambda request: request.url.startswith("http") and sent.append(request.url))
    rounds = [(_add(other, picture), _add(one, picture)) for picture in pictures[1:]]
    much, little = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield Figure("adding photo 500, of photo 1", much / little, 1.2, f"{much:.0f} of {little:.0f} ms", at_most=True)
    longest = float(other.evaluate("window.longest"))
    yield Figure("longest main-thread task while adding, ms", longest, 50, f"{longest:.0f} ms", at_most=True)
    yield Figure("requests while adding", len(sent), 0, f"{len(sent)}", at_most=True)
    few.close()
    many.close()


def _add(page: Page, picture: Path) -> float:
    """Milliseconds from the choice of a 12 megapixel photo until it stands in the album."""
    before = page.get_by_text("billeder er her.").inner_text() if page.get_by_text("billeder er her.").count() else ""
    page.evaluate("window.begun = performance.now(); window.ended = 0")
    page.evaluate(
        """(before) => {
          const told = () => document.body.innerText.match(/\\d+ af \\d+ billeder er her\\./)?.[0] ?? '';
          new MutationObserver((_, observer) => {
            if (told().trim() === before.trim()) return;
            window.ended ||= performance.now();
            observer.disconnect();
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }""",
        before,
    )
    page.locator("input[type=file]").nth(1).set_input_files(picture)
    until(page, "window.ended > 0")
    return float(page.evaluate("window.ended - window.begun"))


def _wire(browser: Browser, site: Site) -> Iterator[Figure]:
    sizes = []
    for address, history in (("short@post.example", 10), ("long@post.example", 1000)):
        context, page = _phone(browser, site, address)
        page.evaluate(SEND, history)
        page.goto("/app/log")
        expect(page.locator("article").first).to_be_visible()
        expect(page.get_by_text("Alt er sendt")).to_be_visible()
        seen: list[Response] = []
        page.locator("article a").first.click()
        page.on("response", lambda response, seen=seen: "/api/" in response.url and seen.append(response))
        page.get_by_label("Hvad lavede du?").fill("Et par ord om dagen")
        with page.expect_response("**/api/log/operations"):
            page.get_by_label("Hvad lavede du?").blur()
        expect(page.get_by_text("Alt er sendt")).to_be_visible()
        sizes.append(sum(len(one.request.post_data_buffer or b"") + len(one.body()) for one in seen))
        context.close()
    short, long = sizes
    yield Figure("bytes to sync a change after 1,000, of 10", long / short, 1.05, f"{long} of {short}", at_most=True)


@contextmanager
def _empty_page() -> Iterator[str]:
    """A page of one word, with a worker that keeps it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in EMPTY.items():
            (Path(folder) / name).write_text(text)

        class Quiet(SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        server.server_close()
