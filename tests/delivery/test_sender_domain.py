"""What `check` says of the sender's domain, asked of a small DNS server of the test's own."""

import asyncio
from collections.abc import AsyncIterator

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from dns.asyncresolver import Resolver

from server import words
from server.delivery import sender_domain
from tests.postgres import free_port

SPF = "v=spf1 include:_spf.mail.example -all"
DKIM = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3"
DMARC = "v=DMARC1; p=quarantine; rua=mailto:d@logbog.example"


class Zone(asyncio.DatagramProtocol):
    """`texts`: the TXT records by name; other names are not there. `mute`: it never answers."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.mute = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        question = dns.message.from_wire(data)
        name = question.question[0].name
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.AA
        texts = self.texts.get(str(name).rstrip("."), [])
        if texts:
            quoted = [" ".join(f'"{text[i : i + 200]}"' for i in range(0, len(text), 200)) for text in texts]
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        if not self.mute:
            self.transport.sendto(answer.to_wire(), address)


@pytest.fixture
async def zone() -> AsyncIterator[tuple[Zone, Resolver]]:
    zone, port = Zone(), free_port()
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: zone, ("127.0.0.1", port))
    resolver = Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port
    yield zone, resolver
    transport.close()


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({}, ["spf_missing", "dkim_missing", "dmarc_missing"]),
        (
            {"logbog.example": ["x", SPF], "s1._domainkey.logbog.example": [DKIM], "_dmarc.logbog.example": [DMARC]},
            ["spf_fine", "dkim_fine", "dmarc_fine"],
        ),
        (
            {
                "logbog.example": [SPF, "v=spf1 mx -all"],
                "s1._domainkey.logbog.example": ["v=DKIM1; p="],
                "_dmarc.logbog.example": ["v=DMARC1; p=none"],
            },
            ["spf_many", "dkim_revoked", "dmarc_none"],
        ),
        ({"logbog.example": ["v=spf1 +all"]}, ["spf_open", "dkim_missing", "dmarc_missing"]),
        ({"logbog.example": ["v=spf1 mx"]}, ["spf_open", "dkim_missing", "dmarc_missing"]),
        ({"logbog.example": ["v=spf1 redirect=_spf.mail.example"]}, ["spf_fine", "dkim_missing", "dmarc_missing"]),
        (
            {"logbog.example": ["V=SPF1 a ~all"], "s1._domainkey.logbog.example": [DKIM + "A" * 400]},
            ["spf_fine", "dkim_fine", "dmarc_missing"],
        ),
    ],
)
async def test_the_domain(zone: tuple[Zone, Resolver], texts: dict[str, list[str]], codes: list[str]) -> None:
    zone[0].texts = texts
    found = await sender_domain.look("post@logbog.example", "", "s1", zone[1])
    assert [finding.code for finding in found] == codes
    assert [finding.fine for finding in found] == [code.endswith("_fine") for code in codes]
    for finding in found:
        assert "{" not in words.text(f"check.{finding.code}", **dict(finding.facts))


async def test_spf_is_asked_of_the_return_paths_domain_and_dmarc_may_stand_above(zone: tuple[Zone, Resolver]) -> None:
    zone[0].texts = {"retur.example": [SPF], "_dmarc.skole.example": [DMARC]}
    found = await sender_domain.look("post@logbog.skole.example", "r@retur.example", "", zone[1])
    assert [(finding.code, dict(finding.facts)["domain"]) for finding in found] == [
        ("spf_fine", "retur.example"),
        ("dkim_unasked", "logbog.skole.example"),
        ("dmarc_fine", "skole.example"),
    ]


async def test_without_a_network_it_says_so_and_that_is_no_error(
    zone: tuple[Zone, Resolver], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_domain, "PATIENCE", 0.2)
    zone[0].mute = True
    [finding] = await sender_domain.look("post@logbog.example", "", "s1", zone[1])
    assert (finding.code, finding.fine) == ("dns_away", True)


async def test_a_domain_with_danish_letters(zone: tuple[Zone, Resolver]) -> None:
    zone[0].texts = {"lærling.example".encode("idna").decode(): [SPF]}
    found = await sender_domain.look("post@lærling.example", "", "", zone[1])
    assert found[0].code == "spf_fine"
