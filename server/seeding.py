"""Demonstration data: a small cast and their declarations, made by the same deeds that people use."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server import tokens
from server.actions import answers, declarations, opening, profiles, requests, submissions
from server.domain import goals
from server.domain.catalogue import Edition, machines_of, work_areas_of
from server.domain.moments import danish_day
from server.domain.operations import Device, Operation
from server.domain.roles import Visitor
from server.settings import Settings
from server.storage import editions
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person

APPRENTICE = "laerling@logbog.example"
SUPERVISOR = "mester@snedkeriet.example"
SCHOOL = "snedker@skolen.example"
CONTACT = "svend@snedkeriet.example"
SPECIALISATION = "bygningssnedker"
DEVICE = Device("demonstration")
LEVELS = ("with_help", "routine", "routine", "alone")


async def seed(settings: Settings) -> dict[str, dict[str, str]]:
    """Address and start URL by role. Loads something only when there is nobody yet."""
    if not await Person.exists():
        await _load(settings.secret_key, datetime.now(UTC))
    return await _cast(settings)


async def _load(key: bytes, now: datetime) -> None:
    person = await Person.create(id=uuid4(), address=APPRENTICE, created_at=now, moved_to_new_order=False)
    today = danish_day(now)
    about = {"name": "Alma Eksempel", "programme": SPECIALISATION, "specialisation": SPECIALISATION}
    dates = {"started_on": "2025-01-06", "next_school_period_on": (today + timedelta(days=14)).isoformat()}
    await profiles.change(person.id, {**about, **dates}, today=today)
    edition = next(e for e in await editions.current(today) if e.programme == SPECIALISATION)
    await _first_period(key, person, edition, now - timedelta(days=190))
    await _second_period(key, person, edition, now)


async def _first_period(key: bytes, person: Person, edition: Edition, at: datetime) -> None:
    """A declaration that was filled in and sent half a year ago."""
    declaration_id = await _requested(person, edition, 1, at)
    by = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    asked = goals.required(edition, SPECIALISATION, 1)
    areas = work_areas_of(edition, SPECIALISATION)
    values: dict[str, Any] = {f"supervisor.goal.{key}": LEVELS[i % 4] for i, key in enumerate(asked)}
    values |= {f"supervisor.function.{area.functions[0].key}": True for area in areas[:3]}
    values |= {f"supervisor.machine.{machine.key}": True for machine in machines_of(edition, SPECIALISATION)[:4]}
    values |= {
        "supervisor.functions_confirmed": True,
        "supervisor.machines_confirmed": True,
        "supervisor.goals_reached": "yes",
        "supervisor.remarks": "God periode. Samlingerne er blevet tætte.",
        "supervisor.talked_through_on": danish_day(at).isoformat(),
        "supervisor.name": "Mester Eksempel",
        "supervisor.title": "Snedkermester",
    }
    await answers.take_from_visitor(await _opened(key, by, at), DEVICE, _operations(values, at), now=at)
    seen = (await Declaration.get(id=declaration_id)).revision
    sender = await _opened(key, by, at)
    await submissions.submit(sender, uuid4(), seen, now=at, today=danish_day(at), take_back=timedelta())


async def _second_period(key: bytes, person: Person, edition: Edition, now: datetime) -> None:
    """One that the supervisor has begun on."""
    declaration_id = await _requested(person, edition, 2, now - timedelta(days=2))
    by = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    asked = goals.required(edition, SPECIALISATION, 2)
    begun: dict[str, Any] = {f"supervisor.goal.{key}": LEVELS[i % 4] for i, key in enumerate(asked[:4])}
    at = now - timedelta(days=1)
    await answers.take_from_visitor(await _opened(key, by, at), DEVICE, _operations(begun, at), now=at)


async def _requested(person: Person, edition: Edition, course: int, at: datetime) -> UUID:
    declaration_id, today = uuid4(), danish_day(at)
    await declarations.make(person.id, declaration_id, edition.id, SPECIALISATION, now=at, today=today)
    values: dict[str, Any] = {
        "details.main_course": course,
        "details.training_period_ends_on": (today + timedelta(days=14)).isoformat(),
        "details.school_period_starts_on": (today + timedelta(days=17)).isoformat(),
        "details.school_class": f"snedker-h{course}",
        "details.school_contacts": [{"name": "Skolens kontor", "address": SCHOOL}],
        "details.workplace_cvr": "13748136",
        "details.workplace_name": "Snedkeriet Nord",
        "details.supervisors": [{"name": "Mester Eksempel", "address": SUPERVISOR}],
        "details.workplace_contacts": [{"name": "Svend Eksempel", "address": CONTACT}],
        "self.remarks": "Jeg vil gerne lære mere om trapper.",
    }
    asked = goals.required(edition, SPECIALISATION, course)
    values |= {f"self.goal.{key}": LEVELS[(i + 1) % 4] for i, key in enumerate(asked)}
    areas = work_areas_of(edition, SPECIALISATION)
    values |= {f"self.function.{area.functions[0].key}": True for area in areas[:4]}
    values |= {f"self.machine.{machine.key}": True for machine in machines_of(edition, SPECIALISATION)[:5]}
    await answers.take_from_apprentice(person.id, declaration_id, DEVICE, _operations(values, at), now=at)
    await requests.request(person.id, declaration_id, uuid4(), now=at)
    return declaration_id


def _operations(values: dict[str, Any], at: datetime) -> list[Operation]:
    return [Operation(uuid4(), field, value, 0, 1, at.isoformat()) for field, value in values.items()]


async def _opened(key: bytes, by: Recipient, at: datetime) -> Visitor:
    """A visitor who has opened the recipient's link."""
    secret = tokens.link_secret(key, str(by.id), by.link_generation)
    token = await opening.open_link(by.public_id, secret, None, DEVICE.id, key=key, now=at)
    return Visitor(by.public_id, tokens.hash_token(token))


async def _cast(settings: Settings) -> dict[str, dict[str, str]]:
    base = settings.base_url
    cast = {
        "apprentice": {"name": "Alma Eksempel", "address": APPRENTICE, "start_url": f"{base}/app/sign_in"},
        "supervisor": await _by_link(settings, SUPERVISOR, "requested", "Mester Eksempel"),
        "school": await _by_link(settings, SCHOOL, "submitted", "Skolens kontor"),
    }
    return {role: person for role, person in cast.items() if person}


async def _by_link(settings: Settings, address: str, status: str, name: str) -> dict[str, str]:
    """The newest link of an address, made again like the mail's; nothing when there is none."""
    row = (
        await Recipient.filter(address=address, removed_at=None, declaration__status=status)
        .order_by("-created_at")
        .first()
    )
    if row is None:
        return {}
    secret = tokens.link_secret(settings.secret_key, str(row.id), row.link_generation)
    return {"name": name, "address": address, "start_url": f"{settings.base_url}/e/{row.public_id}#{secret}"}
