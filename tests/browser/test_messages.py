"""Messages in real Chromium: written on a phone without a network, and on the school's page; kept nowhere."""

import hashlib
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import SCHOOL, SUPERVISOR, fill_in, link_of, send
from tests.site import Site

TEXT = "Kan vi mødes kl. 8?\nJeg tager kobberfuglen med."
HELD = """
async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      found.push(await new Promise((done) => { all.onsuccess = () => done(JSON.stringify(all.result)); }));
    }
    db.close();
  }
  return found.join("\\n");
}
"""


def type_message(page: Page, text: str, *to: str) -> None:
    page.get_by_role("button", name="Skriv en besked").click()
    expect(page.get_by_role("heading", name="Skriv en besked")).to_be_visible()
    for name in to:
        page.get_by_role("group", name="Til hvem?").get_by_label(name).check()
    page.get_by_label("Besked").fill(text)


def test_messages(site: Site, open_device: Open, look: Callable[[Page, str], None]) -> None:
    phone, tablet = open_device("phone").new_page(), open_device("tablet").new_page()
    begun.asked(phone, site)
    request = site.mail(SUPERVISOR, "declaration_requested")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.reload()

    # Without a network it waits, is taken back, survives a reload, and goes when the network returns.
    phone.context.set_offline(True)
    type_message(phone, TEXT)
    phone.get_by_role("button", name="Læs igennem").click()
    expect(phone.get_by_role("link", name="Vælg mindst én modtager.")).to_be_visible()
    phone.get_by_role("group", name="Til hvem?").get_by_label("Mester Eksempel").check()
    phone.reload()
    expect(phone.get_by_label("Besked")).to_have_value(TEXT)
    look(phone, "message")
    phone.get_by_role("button", name="Læs igennem").click()
    expect(phone.get_by_text("Mester Eksempel (oplæringsansvarlig)")).to_be_visible()
    look(phone, "message_check")
    phone.get_by_role("button", name="Send beskeden").click()
    expect(phone.get_by_text("Venter – sendes, når du er på nettet")).to_be_visible()
    expect(phone.get_by_text("Den kan være nået frem")).to_have_count(0)
    look(phone, "message_waits")
    phone.get_by_role("button", name="Tag den tilbage").click()
    expect(phone.get_by_label("Besked")).to_have_value(TEXT)
    assert site.outbox(kind="message") == []
    phone.get_by_role("button", name="Læs igennem").click()
    phone.get_by_role("button", name="Send beskeden").click()
    expect(phone.get_by_text("Venter – sendes, når du er på nettet")).to_be_visible()
    assert "kobberfuglen" in phone.evaluate(HELD)
    phone.context.set_offline(False)
    mail = site.mail(SUPERVISOR, "message")
    assert mail["subject"] == "Besked fra Alma Æøå (lærling) om erklæringen for Alma Æøå"
    expect(phone.get_by_text(re.compile("Sendt .* til Mester Eksempel"))).to_be_visible()
    phone.get_by_text(re.compile("Sendt .* til Mester Eksempel")).click()
    expect(phone.get_by_text(hashlib.sha256(TEXT.encode()).hexdigest())).to_be_visible()
    look(phone, "message_sent")
    assert "kobberfuglen" not in phone.evaluate(HELD), "the device keeps no text that has gone"

    # The supervisor while filling in, the school after it was sent; each from their own link.
    tablet.goto(link_of(mail))
    tablet.get_by_role("button", name="Ja, det er mig").click()
    type_message(tablet, "Jeg har set på det.", "Alma Æøå (lærlingen)", "skolen")
    look(tablet, "message_fill")
    tablet.get_by_role("button", name="Gem, og skriv færdig senere").click()
    fill_in(tablet, link_of(request))
    send(tablet)
    desk = open_device("desk").new_page()
    desk.goto(link_of(site.mail(SCHOOL, "declaration_submitted")))
    type_message(desk, "Tak for erklæringen.", "Mester Eksempel (oplæringsansvarlig)")
    assert SUPERVISOR not in desk.content()
    desk.get_by_role("button", name="Læs igennem").click()
    look(desk, "message_desk")
    desk.get_by_role("button", name="Send beskeden").click()
    expect(desk.get_by_text("Din besked er på vej.")).to_be_visible()
    assert "(skolen)" in site.mail(SUPERVISOR, "message", count=2)["subject"]
    expect(desk.get_by_text(re.compile("Sendt .* til Mester Eksempel"))).to_be_visible()
    tablet.get_by_role("button", name="Skriv en besked").click()
    expect(tablet.get_by_label("Besked")).to_have_value("Jeg har set på det.")
