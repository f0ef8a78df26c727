"""What Safari's engine does: cold starts, photos, lost replies, new releases, a killed browser."""

import base64
from collections.abc import Callable
from pathlib import Path

from tests.release import release
from tests.site import Site
from tests.webkit.conftest import Phone

Open = Callable[[str], Phone]
OUTBOX = """
const name = (await indexedDB.databases()).map(({ name }) => name).find((name) => /^logbog-[0-9a-f]{8}-/.test(name));
const db = await new Promise((done) => { indexedDB.open(name).onsuccess = ({ target }) => done(target.result); });
const all = (store) => new Promise((done) => {
  db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => done(target.result);
});
const [entries, outbox] = [await all('log_entries'), await all('outbox')];
db.close();
const log = outbox.filter(({ subject }) => subject === 'log');
const text = ({ value }) => value && value.text;
return { entries: entries.map(text), outbox: log.map(({ body }) => text(body)) };
"""
LOG_ON_SERVER = (
    "const answer = await fetch('/api/changes'); return (await answer.json()).log.map(({ value }) => value.text);"
)
GONE = """window.gone ?? (navigator.serviceWorker.getRegistrations().then((all) => {
  window.gone = all.length === 0 || undefined;
}), false)"""
PICTURE = """
const canvas = document.createElement('canvas');
[canvas.width, canvas.height] = [900, 600];
const context = canvas.getContext('2d');
for (let i = 0; i < 200; i += 1) {
  context.fillStyle = `hsl(${i * 37} 60% 50%)`;
  context.fillRect((i * 97) % 900, (i * 61) % 600, 90, 60);
}
return canvas.toDataURL('image/jpeg').split(',')[1];
"""
PHOTOS = """
const name = (await indexedDB.databases()).map(({ name }) => name).find((name) => name.startsWith('logbog-photos-'));
const db = await new Promise((done) => { indexedDB.open(name).onsuccess = ({ target }) => done(target.result); });
const all = await new Promise((done) => {
  db.transaction('photos').objectStore('photos').getAll().onsuccess = ({ target }) => done(target.result);
});
db.close();
return all.map(({ bytes }) => [bytes instanceof ArrayBuffer, ...new Uint8Array(bytes).slice(0, 2), bytes.byteLength]);
"""


def write_a_day(phone: Phone, words: str) -> None:
    phone.go("/app/log")
    phone.tap("I dag")
    phone.write("text", words)
    phone.driver.execute_script("document.activeElement.blur()")


def test_a_cold_start_and_a_deep_link_with_the_server_stopped(site: Site, phone: Phone) -> None:
    phone.sign_in()
    phone.profile()
    write_a_day(phone, "Skrevet med net")
    phone.sees("Alt er sendt")
    deep = phone.driver.current_url.removeprefix(site.met_at)
    site.stop()
    phone.stop()
    phone.start()
    phone.go(deep)
    phone.until("document.getElementById('text')?.value === 'Skrevet med net'")
    write_a_day(phone, "Skrevet uden net")
    phone.sees("Gemt på telefonen")
    site.start()
    phone.sign_in()  # this browser keeps no cookie over a restart; what was written stays
    phone.sees("Alt er sendt")
    assert sorted(phone.run(LOG_ON_SERVER)) == ["Skrevet med net", "Skrevet uden net"]


def test_a_photo_goes_through_the_worker_and_is_kept_as_bytes(site: Site, phone: Phone, tmp_path: Path) -> None:
    phone.sign_in()
    phone.go("/app/photos")
    picture, text = tmp_path / "IMG_1.jpg", tmp_path / "IMG_2.jpg"
    picture.write_bytes(base64.b64decode(phone.run(PICTURE)))
    text.write_text("ikke et billede")
    phone.until("document.querySelectorAll('input[type=file]').length === 2")
    phone.driver.find_elements("css selector", "input[type=file]")[1].send_keys(f"{picture}\n{text}")
    phone.sees("1 billede kunne ikke læses")
    phone.sees("1 af 1 billeder er her.")
    [[is_buffer, first, second, size]] = phone.run(PHOTOS)
    assert (is_buffer, first, second) == (True, 0xFF, 0xD8)
    assert size > 5000
    phone.until("document.querySelector('photo-view img')?.naturalWidth === 320")


def test_a_lost_reply_and_a_cut_connection_send_once_and_lose_nothing(site: Site, phone: Phone) -> None:
    phone.sign_in()
    phone.profile()
    site.proxy.set("swallow")
    write_a_day(phone, "Sendt, men aldrig hørt")
    assert site.proxy.swallowed.wait(15)
    assert phone.run(OUTBOX)["outbox"] == ["Sendt, men aldrig hørt"]
    site.proxy.set("cut")
    phone.write("text", "Og lidt mere")
    phone.driver.execute_script("document.activeElement.blur()")
    phone.sees("Gemt på telefonen")
    site.proxy.set("pass")
    phone.run("dispatchEvent(new Event('online'))")
    phone.sees("Alt er sendt")
    assert phone.run(LOG_ON_SERVER) == ["Og lidt mere"]
    assert phone.run(OUTBOX) == {"entries": ["Og lidt mere"], "outbox": []}


def test_a_browser_killed_while_it_writes_keeps_what_it_called_saved(site: Site, phone: Phone) -> None:
    phone.sign_in()
    phone.profile()
    site.stop()
    for number in range(6):
        write_a_day(phone, f"Dag {number}")
        phone.sees("Gemt på telefonen")
    phone.go("/app/log")
    phone.tap("I dag")
    phone.field("text").send_keys("Halvt skrev")
    phone.kill()
    phone.start()
    phone.go("/app/log")
    phone.sees("Dag 5")
    kept = phone.run(OUTBOX)
    assert {f"Dag {number}" for number in range(6)} <= set(kept["entries"])
    assert sorted(filter(None, kept["entries"])) == sorted(filter(None, kept["outbox"]))  # both stores, or neither
    site.start()
    phone.sign_in()  # cookies that are seconds old do not outlive such an end; what was written does
    phone.sees("Alt er sendt")
    assert {f"Dag {number}" for number in range(6)} <= set(phone.run(LOG_ON_SERVER))


def test_a_new_release_with_unsent_work_and_two_tabs(site: Site, phone: Phone) -> None:
    phone.sign_in()
    phone.profile()
    write_a_day(phone, "Første fane")
    phone.sees("Alt er sendt")
    address, first = phone.driver.current_url, phone.driver.current_window_handle
    phone.driver.switch_to.new_window("tab")
    phone.driver.get(address)
    phone.until("document.getElementById('text')?.value === 'Første fane'")
    release(site, "2")
    phone.run("return (await navigator.serviceWorker.getRegistration()).update().then(() => true)")
    phone.sees("Der er en ny version af Logbog.")
    site.stop()
    phone.write("text", "Skrevet i anden fane")
    phone.tap("Opdater nu")
    phone.until("document.documentElement.dataset.release === '2'")
    phone.until("document.getElementById('text')?.value === 'Skrevet i anden fane'")
    phone.driver.switch_to.window(first)  # a tab in the background takes the release when it likes; the text is there
    phone.until("document.getElementById('text')?.value === 'Skrevet i anden fane'")
    site.start()
    phone.run("dispatchEvent(new Event('online'))")
    phone.sees("Alt er sendt")
    assert phone.run(LOG_ON_SERVER) == ["Skrevet i anden fane"]


def test_a_tab_of_an_older_release_that_holds_the_database_is_named(site: Site, phone: Phone) -> None:
    phone.go("/livez")
    phone.run(
        "await new Promise((done) => { indexedDB.open('logbog-device', 1).onsuccess = ({ target }) => {"
        " window.held = target.result; done(); }; }); return true"
    )
    old = phone.driver.current_window_handle
    phone.driver.switch_to.new_window("tab")
    phone.go("/app/about")
    phone.sees("Logbog er åben i et andet faneblad med en ældre version.")
    new = phone.driver.current_window_handle
    phone.driver.switch_to.window(old)
    phone.run("window.held.close(); return true")
    phone.driver.switch_to.window(new)
    phone.sees("Dine oplysninger og kontakt")


def test_a_bad_worker_is_taken_away_and_what_was_typed_stays(site: Site, phone: Phone) -> None:
    phone.sign_in()
    phone.profile()
    site.stop()
    write_a_day(phone, "Skrevet før")
    phone.sees("Gemt på telefonen")
    site.environment["LOGBOG_WORKER_OFF"] = "1"
    site.start()
    phone.run("(await navigator.serviceWorker.getRegistration()).update().catch(() => {}); return true")
    phone.until(GONE)
    assert phone.run("return (await caches.keys()).length") == 0
    phone.go("/app/log")
    phone.sees("Skrevet før")
    phone.sees("Alt er sendt")
