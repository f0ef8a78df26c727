"""Which endpoints, addresses and keys are taken: every trick of the trade on one page."""

from base64 import urlsafe_b64encode

import pytest

from server.domain.push_endpoints import Endpoint, is_auth, is_key, is_public, parse

OWN = frozenset({"push.skole.example", "push.skole.example:8443"})
FCM = "https://fcm.googleapis.com"


@pytest.mark.parametrize(
    ("text", "host", "port", "path"),
    [
        (f"{FCM}/fcm/send/abc:APA91b-x_y", "fcm.googleapis.com", 443, "/fcm/send/abc:APA91b-x_y"),
        (
            "https://updates.push.services.mozilla.com/wpush/v2/gA",
            "updates.push.services.mozilla.com",
            443,
            "/wpush/v2/gA",
        ),
        ("https://web.push.apple.com/QGuQyavXutnMH", "web.push.apple.com", 443, "/QGuQyavXutnMH"),
        ("https://db5p.notify.windows.com/w/?token=BQY%2b%3d", "db5p.notify.windows.com", 443, "/w/?token=BQY%2b%3d"),
        (f"{FCM}/a@b", "fcm.googleapis.com", 443, "/a@b"),
        ("https://push.skole.example/a", "push.skole.example", 443, "/a"),
        ("https://push.skole.example:8443/a", "push.skole.example", 8443, "/a"),
    ],
)
def test_a_push_service_is_known(text: str, host: str, port: int, path: str) -> None:
    assert parse(text, OWN) == Endpoint(host, port, path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "http://fcm.googleapis.com/x",
        "HTTPS://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "javascript:alert(1)",
        f"{FCM}",
        f" {FCM}/x",
        f"{FCM}/x\n",
        f"{FCM}/x\r\nhost: inside",
        f"{FCM}/x y",
        f"{FCM}/#x",
        f"{FCM}/\\x",
        f"{FCM}/æ",
        f"{FCM}/" + "x" * 1000,
        # ports
        f"{FCM}:8443/x",
        f"{FCM}:80/x",
        f"{FCM}:443/x",
        f"{FCM}:/x",
        f"{FCM}:x/x",
        "https://push.skole.example:8444/a",
        # the name somewhere else than in the host
        "https://evil.example/fcm.googleapis.com",
        "https://evil.example/?x=https://fcm.googleapis.com/",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example@fcm.googleapis.com/x",
        "https://u:p@fcm.googleapis.com/x",
        "https://evil.example#fcm.googleapis.com/",
        "https://evil.example\\fcm.googleapis.com/x",
        "https://evil.example%2ffcm.googleapis.com/x",
        # hosts that nearly are one
        "https://fcm.googleapis.com./x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://x.fcm.googleapis.com/x",
        "https://push.apple.com/x",
        "https://.push.apple.com/x",
        "https://evilpush.apple.com/x",
        "https://push.apple.com.evil.example/x",
        "https://notify.windows.com/x",
        "https://a..notify.windows.com/x",
        "https://FCM.googleapis.com/x",
        "https://fcm。googleapis.com/x",
        "https://xn--fcm-6ka.googleapis.com/x",
        "https://xn--80ak6aa92e.push.apple.com/x",
        "https://a_b.push.apple.com/x",
        "https://-a.push.apple.com/x",
        "https://fcm.googleapis.com%00.evil.example/x",
        # addresses
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://0x7f.1/x",
        "https://2130706433/x",
        "https://017700000001/x",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/x",
        "https://[64:ff9b::a9fe:a9fe]/x",
        "https://localhost/x",
        "https://localhost:443/x",
    ],
)
def test_everything_else_is_nobodys_endpoint(text: str) -> None:
    assert parse(text, OWN) is None


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "142.250.74.10", "2a00:1450:400f:80c::200a", "2600:1901::1", "2620:149::1"]
)
def test_an_address_on_the_open_internet(address: str) -> None:
    assert is_public(address)


INSIDE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
192.0.0.9 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b:1::1 100::1
2001::1 2001:10::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1
ff02::1 5f00::1
"""


@pytest.mark.parametrize("address", ["", "localhost", *INSIDE.split()])
def test_an_address_inside_or_in_disguise(address: str) -> None:
    assert not is_public(address)


# RFC 8291, appendix A
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


def test_the_keys_of_the_standard_are_taken() -> None:
    assert is_key(POINT)
    assert is_key(POINT + "=")
    assert is_auth(AUTH)
    assert is_auth(AUTH + "==")


@pytest.mark.parametrize(
    "p256dh",
    [
        "", "x", POINT[:-1], POINT[:-2] + "!!", POINT[:-3] + "AAA", POINT + "AAAA", "A" * 87, "A" * 5000,
        urlsafe_b64encode(b"\x04" + b"\xff" * 64).decode(), urlsafe_b64encode(b"\x02" + b"\x11" * 32).decode(),
        urlsafe_b64encode(b"\x04" + bytes(64)).decode(),
    ],
)  # fmt: skip
def test_what_is_no_point_on_the_curve(p256dh: str) -> None:
    assert not is_key(p256dh)


@pytest.mark.parametrize("auth", ["", "x", AUTH[:-2], AUTH + "AA", "!" * 22, "A" * 5000])
def test_what_is_no_secret_of_sixteen_bytes(auth: str) -> None:
    assert not is_auth(auth)
