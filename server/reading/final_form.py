"""What is known of one apprentice for the committee's forms: all of it for themself, for a reader of the panel no more
than stands in the declarations that they may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from server.domain import agreements, final_form
from server.domain.agreements import Agreement as Agreement
from server.domain.catalogue import Edition
from server.domain.levels import Reached, in_order, last_reached
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.domain.stages import OUT
from server.reading.versions import sealed_of
from server.storage import editions, visible
from server.storage.declarations import Declaration
from server.storage.listed import Listed
from server.storage.people import Person

Told = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """`payloads`: the newest sealed one of each declaration that still has its content, the first period first;
    `disputed`: ids of those whose signature somebody says is not theirs, and that nobody has corrected since."""

    profile: Mapping[str, Any]
    edition: Edition | None
    payloads: list[Told]
    disputed: frozenset[str]
    own: bool
    opened: list[UUID] = field(default_factory=list)  # the declarations that whoever prints reads in it

    def goals(self) -> list[Reached]:
        return last_reached(self.edition, self.profile.get("specialisation") or "", self.payloads)

    def facts(self, agreement: Agreement, today: date) -> dict[str, str]:
        return final_form.facts(self.profile, self.edition, self.payloads, today, agreement)

    @property
    def programme(self) -> str:
        return self.edition.programme if self.edition else self.profile.get("programme") or ""

    def form_facts(self, agreement: Agreement, today: date) -> dict[str, str]:
        """What the committee's own form may say: nobody is named there whose signature somebody says is not theirs."""
        facts = self.facts(agreement, today)
        if self.payloads and self.payloads[-1]["declaration"]["id"] in self.disputed:
            facts |= {"supervisor_name": "", "supervisor_title": "", "supervisor_address": ""}
        return facts


asked = agreements.told


async def of_person(person_id: UUID, today: date) -> Known:
    """For the apprentice. The edition is that of their newest declaration of the programme, else the one in force."""
    profile = (await Person.get(id=person_id)).profile()
    rows = Declaration.filter(apprentice_id=person_id, discarded_at=None).exclude(status="withdrawn")
    declarations = await rows.order_by("-created_at")
    followed = [found for one in declarations if (found := await editions.get(one.edition))]
    known = [edition for edition in [*followed, *await editions.current(today)] if _is_of(edition, profile)]
    return await _known(profile, known[0] if known else None, [one.id for one in declarations], own=True)


async def to_reader(reader: Reader, declaration_id: UUID) -> Known:
    """Of whoever made this declaration: what is out and theirs to see. Raises NotFound."""
    declaration = await visible.declaration_for(reader, declaration_id)
    if declaration.discarded_at:
        raise NotFound
    theirs = visible.to_reader(reader, key="declaration_id")
    rows = Listed.filter(theirs, apprentice_id=declaration.apprentice_id, stage__in=OUT)
    ids = [row.declaration_id for row in await rows]
    listed = await Listed.get(declaration_id=declaration.id)
    profile = {"name": listed.apprentice_name, "specialisation": declaration.specialisation}
    return await _known(profile, await editions.get(declaration.edition), ids, own=False)


async def _known(profile: Told, edition: Edition | None, ids: list[UUID], *, own: bool) -> Known:
    """Who prints for somebody else is told of them what was sealed last."""
    newest = (await sealed_of(ids)).items()
    held = {id: told["payload"] for id, told in newest if told["payload"]}
    payloads = [dict(one) for one in in_order(held.values())]
    if payloads and not own:
        profile |= payloads[-1]["apprentice"]
    disputed = frozenset(str(id) for id, told in newest if told["disputed_at"])
    return Known(profile, edition, payloads, disputed, own, list(held))


def _is_of(edition: Edition, profile: Mapping[str, Any]) -> bool:
    return bool(edition.programme == profile["programme"])
