"""Pushes in a real browser: asked for from a tap, proved by the first one, shown by the worker, led to the right page.

Chromium reaches no push service here: what it answers when it subscribes stands in its place, and what the server
made is delivered to the worker through the debugger.
"""

import json
import urllib.request
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Open
from tests.browser.people import fill_in, send, sign_in, until
from tests.push_service import Subscribed
from tests.site import Site

CARD = "Få besked, når erklæringen er udfyldt"
ON = "Du får notifikationer på denne enhed"


@pytest.fixture
def browser(whole_browser: Browser) -> Browser:
    """The light one knows neither notifications nor push."""
    return whole_browser


def subscribes(page: Page, how: str = "") -> Subscribed:
    """From now on the page's browser subscribes as one would that reaches its push service."""
    browser = Subscribed("https://fcm.googleapis.com/fcm/send/test")
    told = {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}}
    page.add_init_script(f"""
      const told = {json.dumps(told)};
      let made = JSON.parse(localStorage.getItem('subscription') ?? 'null');
      const bytes = (text) => Uint8Array.from(
        atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0)).buffer;
      const subscription = () => made && {{ options: {{ applicationServerKey: bytes(made) }}, toJSON: () => told,
        unsubscribe: async () => {{ made = null; localStorage.removeItem('subscription'); return true }} }};
      PushManager.prototype.getSubscription = async () => subscription();
      PushManager.prototype.subscribe = async ({{ applicationServerKey }}) => {{
        {how}
        localStorage.setItem('subscription', JSON.stringify(made = applicationServerKey));
        return subscription();
      }};
    """)
    return browser


def pushes(site: Site, kind: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{site.base_url}/dev/pushes.json", timeout=5) as answer:
        return [push["payload"] for push in json.load(answer) if push["kind"] == kind]


class Worker:
    """The page's service worker, reached through the debugger."""

    def __init__(self, page: Page, site: Site) -> None:
        until(page, "navigator.serviceWorker.controller !== null")
        self.page, self.origin = page, site.base_url
        self.session: CDPSession = page.context.new_cdp_session(page)
        registrations: list[str] = []
        self.session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
        )
        self.session.send("ServiceWorker.enable")
        while not registrations:
            page.wait_for_timeout(50)
        self.registration = registrations[0]

    def push(self, data: str) -> None:
        where = {"origin": self.origin, "registrationId": self.registration, "data": data}
        self.session.send("ServiceWorker.deliverPushMessage", where)

    def shown(self, count: int) -> list[dict[str, Any]]:
        told = "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
        until(self.page, f"{told}.then((all) => all.length === {count})")
        return self.page.evaluate(f"{told}.then((all) => all.map(({{title, body, data}}) => ({{title, body, data}})))")

    def shows(self, data: str, count: int) -> list[dict[str, Any]]:
        """Once more if need be: on a busy machine one upon the heels of another got lost in the debugger, once."""
        self.push(data)
        with suppress(AssertionError):
            return self.shown(count)
        self.push(data)
        return self.shown(count)

    def tap(self) -> None:
        """A tap on the newest notification, as the worker hears of it."""
        [worker] = self.page.context.service_workers
        worker.evaluate(
            """async () => {
              const notification = (await self.registration.getNotifications()).at(-1);
              self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
            }"""
        )


def supervisor_turns_it_on(tablet: Page, site: Site, link: str) -> None:
    subscribes(tablet)
    fill_in(tablet, link)
    send(tablet)
    expect(tablet.get_by_role("heading", name="Få besked på denne enhed")).to_be_visible()
    worker = Worker(tablet, site)
    tablet.get_by_role("button", name="Slå notifikationer til her").click()
    expect(tablet.get_by_text("Vi har sendt den første notifikation.")).to_be_visible()
    worker.push(json.dumps(pushes(site, "push_echo")[-1]))
    expect(tablet.get_by_text(ON)).to_be_visible()
    assert violations(tablet) == []
    tablet.get_by_role("button", name="Slå fra").click()
    expect(tablet.get_by_role("button", name="Slå notifikationer til her")).to_be_visible()


def test_asked_for_from_a_tap_proved_told_tapped_and_turned_off(site: Site, phone: Page, open_device: Open) -> None:
    phone.context.grant_permissions(["notifications"])
    subscribes(phone)
    link = begun.asked(phone, site)
    page_of_it = phone.url.removeprefix(site.base_url)
    worker = Worker(phone, site)
    expect(phone.get_by_role("heading", name=CARD)).to_be_visible()
    assert pushes(site, "push_echo") == []  # nothing before the tap
    phone.get_by_role("button", name="Slå notifikationer til her").click()
    expect(phone.get_by_text("Vi har sendt den første notifikation.")).to_be_visible()
    assert violations(phone) == []
    [echo] = pushes(site, "push_echo")
    worker.push(json.dumps(echo))
    expect(phone.get_by_text(ON)).to_be_visible()
    assert worker.shown(1)[0]["title"] == "Notifikationer er slået til"

    supervisor_turns_it_on(open_device("tablet", permissions=["notifications"]).new_page(), site, link)
    [told] = pushes(site, "push_submitted")
    phone.goto("/app/goals")
    worker.push(json.dumps(told))
    news = worker.shown(2)[-1]
    assert news == {"title": "Din erklæring er udfyldt", "body": "Tryk for at læse den.", "data": page_of_it}
    assert {"title": "Logbog", "body": "Der er nyt i din logbog.", "data": "/"} in worker.shows("this is no JSON", 3)
    phone.evaluate(
        """navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all
          .filter(({ title }) => title !== 'Din erklæring er udfyldt').forEach((other) => other.close()))"""
    )
    worker.shown(1)
    phone.evaluate("window.still_the_same_page = true")
    worker.tap()
    until(phone, f"location.pathname === '{page_of_it}'")
    assert phone.evaluate("window.still_the_same_page")
    worker.shown(0)

    phone.goto("/app/profile")
    expect(phone.get_by_text(ON)).to_be_visible()
    assert violations(phone) == []
    phone.evaluate("localStorage.removeItem('subscription')")  # the browser lost it, as phones do when they update
    phone.reload()
    until(phone, "localStorage.getItem('subscription') !== null")  # mended
    phone.get_by_role("button", name="Slå fra").click()
    expect(phone.get_by_role("button", name="Slå notifikationer til her")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("button", name="Slå notifikationer til her")).to_be_visible()


def test_a_no_is_taken_and_a_browser_that_hangs_or_denies_holds_nobody_up(site: Site, phone: Page) -> None:
    begun.asked(phone, site)
    phone.context.grant_permissions(["notifications"])
    phone.clock.install()
    subscribes(phone, "return new Promise(() => {});")
    phone.reload()
    until(phone, "navigator.serviceWorker.controller !== null")
    phone.get_by_role("button", name="Slå notifikationer til her").click()
    expect(phone.get_by_text("Et øjeblik")).to_be_visible()
    phone.wait_for_timeout(200)
    phone.clock.fast_forward(16_000)
    expect(phone.get_by_text("Browseren svarede ikke. Du får stadig mails.")).to_be_visible()
    phone.get_by_role("button", name="Nej tak").click()
    expect(phone.get_by_role("heading", name=CARD)).to_have_count(0)
    phone.reload()
    expect(phone.get_by_role("heading", name="Her er den nu")).to_be_visible()
    expect(phone.get_by_role("heading", name=CARD)).to_have_count(0)
    phone.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    phone.goto("/app/profile")
    expect(phone.get_by_text("Du har sagt nej til notifikationer fra Logbog.")).to_be_visible()


def test_on_an_iphone_it_says_how_to_install_first(site: Site, open_device: Open) -> None:
    phone = open_device(
        "phone", user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1"
    ).new_page()
    phone.add_init_script("delete window.PushManager")
    sign_in(phone, site)
    phone.goto("/app/profile")
    expect(phone.get_by_text("virker det først, når Logbog ligger på hjemmeskærmen")).to_be_visible()
    expect(phone.get_by_text("Tryk på Del nederst i Safari.")).to_be_visible()
    assert violations(phone) == []
