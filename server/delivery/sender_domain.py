"""What the DNS says of the sender's domain: who may send for it (SPF), who signs (DKIM), what of others (DMARC)."""

import re
from dataclasses import dataclass

import dns.exception
from dns.asyncresolver import Resolver

PATIENCE = 3.0  # seconds for one question


@dataclass(frozen=True)
class Finding:
    """`code`: the sentence `check.<code>`; `fine`: nothing to mend; `facts` fill its gaps."""

    code: str
    fine: bool
    facts: tuple[tuple[str, str], ...]


async def look(sender: str, return_address: str, selector: str, resolver: Resolver | None = None) -> list[Finding]:
    """SPF counts for the domain that mails come back to, the other two for the sender's."""
    domain = _domain(sender)
    ask = _Questions(resolver)
    try:
        return [
            await _spf(ask, _domain(return_address or sender)),
            await _dkim(ask, domain, selector),
            await _dmarc(ask, domain),
        ]
    except (dns.exception.DNSException, OSError):
        return [Finding("dns_away", True, (("domain", domain),))]


class _Questions:
    def __init__(self, resolver: Resolver | None) -> None:
        self.resolver = resolver

    async def texts(self, name: str, beginning: str) -> list[str]:
        """The TXT records of a name that begin so, whatever their case; none when there is no such name."""
        resolver = self.resolver or Resolver()
        try:
            answer = await resolver.resolve(name, "TXT", lifetime=PATIENCE)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        found = [b"".join(row.strings).decode("utf-8", "replace") for row in answer]
        return [text for text in found if text.lower().startswith(beginning)]


async def _spf(ask: _Questions, domain: str) -> Finding:
    facts = (("domain", domain),)
    found = await ask.texts(domain, "v=spf1")
    if len(found) != 1:
        return Finding("spf_many" if found else "spf_missing", False, facts)
    closes = re.search(r"(\s[-~]all|\sredirect=\S+)\s*$", found[0], re.IGNORECASE)
    return Finding("spf_fine", True, facts) if closes else Finding("spf_open", False, facts)


async def _dkim(ask: _Questions, domain: str, selector: str) -> Finding:
    facts = (("domain", domain), ("selector", selector))
    if not selector:
        return Finding("dkim_unasked", False, facts)
    found = await ask.texts(f"{selector}._domainkey.{domain}", "")
    keys = [match[1] for text in found if (match := re.search(r"(?:^|;)\s*p=([^;]*)", text))]
    if not keys:
        return Finding("dkim_missing", False, facts)
    return Finding("dkim_fine", True, facts) if keys[0].strip() else Finding("dkim_revoked", False, facts)


async def _dmarc(ask: _Questions, domain: str) -> Finding:
    """Where the domain says nothing, the one above it may say it for all below (RFC 7489, 6.6.3)."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        for text in await ask.texts(f"_dmarc.{name}", "v=dmarc1"):
            policy = re.search(r";\s*p=(\w+)", text, re.IGNORECASE)
            told = policy[1].lower() if policy else "none"
            facts = (("domain", name), ("policy", told))
            return Finding("dmarc_none", False, facts) if told == "none" else Finding("dmarc_fine", True, facts)
    return Finding("dmarc_missing", False, (("domain", domain),))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].encode("idna").decode()
