"""Which domains may be verified for a school, and which address was probably meant."""

import pytest

from server.domain import schools


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("skolen.dk", None),
        ("@Skolen.dk ", None),
        ("elev.skolen.dk", None),
        ("ærøskolen.dk", None),
        ("skolen.onmicrosoft.com", None),
        ("outlook.aau.dk", None),  # a host of its own
        ("live.dtu.dk", None),
        ("", "domain_missing"),
        (" @ ", "domain_missing"),
        ("skolen", "domain_form"),
        ("https://skolen.dk", "domain_form"),
        ("kontoret@skolen.dk", "domain_form"),
        ("skolen.dk/mail", "domain_form"),
        ("skolen..dk", "domain_form"),
        ("%.dk", "domain_form"),
        ("gmail.com", "domain_public"),
        ("GMAIL.COM.", "domain_public"),
        ("mail.gmail.com", "domain_public"),
        ("hotmail.co.uk", "domain_public"),
        ("hotmail.se", "domain_public"),
        ("outlook.com", "domain_public"),
        ("outlook.dk", "domain_public"),
        ("yahoo.com.ar", "domain_public"),
        ("live.dk", "domain_public"),
        ("onmicrosoft.com", "domain_public"),
        ("elev.skolekom.dk", "domain_public"),
        ("stofanet.dk", "domain_public"),
    ],
)
def test_a_domain_is_the_schools_own_and_not_one_where_anybody_has_a_mailbox(typed: str, code: str | None) -> None:
    assert schools.domain_problem(typed) == code


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("kontor@skloen.dk", "kontor@skolen.dk"),
        ("Kontor@Skolen.com", "kontor@skolen.dk"),
        ("kontor@skolen.dk", None),
        ("kontor@under.skolen.dk", None),
        ("kontor@helt-andet.dk", None),
        ("intet", None),
    ],
)
def test_a_near_miss_is_suggested(address: str, meant: str | None) -> None:
    assert schools.meant(address, ["skolen.dk", "anden-skole.dk"]) == meant
