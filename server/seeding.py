"""Demonstration data: a small cast and their declarations, made by the same deeds that people use."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server import seeding_committees, seeding_school, tokens
from server.actions import answers, declarations, opening, profiles, read_marks, requests, submissions
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
SCHOOL = seeding_school.OFFICE
CONTACT = "svend@snedkeriet.example"
SPECIALISATION = "bygningssnedker"
DEVICE = Device("demonstration")
LEVELS = ("with_help", "routine", "routine", "alone")


async def seed(settings: Settings) -> dict[str, dict[str, str]]:
    """Address and start URL by role. Loads something only when there is nobody yet."""
    if not await Person.exists():
        now = datetime.now(UTC)
        summonses = await seeding_school.load(now)
        await load(settings.secret_key, now, summonses[2].code)
        await _load_class(settings.secret_key, summonses[2].code, now)
        await seeding_committees.load(now)
    return await _cast(settings)


async def load(key: bytes, now: datetime, code: str = "") -> None:
    """One apprentice, with a declaration that was sent half a year ago and one that the supervisor has begun on.
    `code`: of the call-up that the second one belongs to."""
    person, edition = await _person("Alma Eksempel", APPRENTICE, now, _soon(now))
    first = await _requested(person, edition, 1, now - timedelta(days=190))
    await _fill_in(key, first, edition, 1, now - timedelta(days=190))
    second = await _requested(person, edition, 2, now - timedelta(days=2), code)
    await _begin_on(key, second, edition, now - timedelta(days=1))


async def _load_class(key: bytes, code: str, now: datetime) -> None:
    """The others of her class: each as far as `seeding_school.CLASS` says. They typed the code of the letter. Whose
    declaration is read has one from before H1 as well."""
    for days, (name, address, stage) in enumerate(seeding_school.CLASS, 3):
        at = now - timedelta(days=days)
        person, edition = await _person(name, address, at, _soon(now))
        if stage == "begun":
            await _made(person, edition, 2, at, {"details.summons_code": code})
            continue
        declaration_id = await _requested(person, edition, 2, at, code)
        if stage == "opened":
            await _begin_on(key, declaration_id, edition, at)
        if stage in ("answered", "read"):
            await _fill_in(key, declaration_id, edition, 2, at)
        if stage == "read":
            before = now - timedelta(days=190)
            await _fill_in(key, await _requested(person, edition, 1, before), edition, 1, before)
            by = await Recipient.get(declaration_id=declaration_id, address=SCHOOL)
            await read_marks.mark_read(await _opened(key, by, now), None, uuid4(), "Lone Eksempel", now=now)


async def _person(name: str, address: str, now: datetime, begins: date) -> tuple[Person, Edition]:
    """An apprentice with a finished profile, and the edition they follow. `begins`: their next school period."""
    person = await Person.create(id=uuid4(), address=address, created_at=now, moved_to_new_order=False)
    today = danish_day(now)
    about = {"name": name, "programme": SPECIALISATION, "specialisation": SPECIALISATION}
    dates = {"started_on": "2025-01-06", "next_school_period_on": begins.isoformat()}
    await profiles.change(person.id, {**about, **dates}, today=today)
    return person, next(e for e in await editions.current(today) if e.programme == SPECIALISATION)


def _soon(at: datetime) -> date:
    return seeding_school.begins_on(danish_day(at), seeding_school.SOON)


async def _fill_in(key: bytes, declaration_id: UUID, edition: Edition, course: int, at: datetime) -> None:
    """The supervisor fills it in and sends it."""
    by = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    asked = goals.required(edition, SPECIALISATION, course)
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


async def _begin_on(key: bytes, declaration_id: UUID, edition: Edition, at: datetime) -> None:
    by = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    asked = goals.required(edition, SPECIALISATION, 2)
    begun: dict[str, Any] = {f"supervisor.goal.{key}": LEVELS[i % 4] for i, key in enumerate(asked[:4])}
    await answers.take_from_visitor(await _opened(key, by, at), DEVICE, _operations(begun, at), now=at)


async def _requested(person: Person, edition: Edition, course: int, at: datetime, code: str = "") -> UUID:
    """Without a code the call-up was typed by hand."""
    begins = _soon(at)
    typed = {
        "details.main_course": course,
        "details.training_period_ends_on": (begins - timedelta(days=3)).isoformat(),
        "details.school_period_starts_on": begins.isoformat(),
        "details.school_class": f"snedker-h{course}",
        "details.school_contacts": [{"name": "Skolens kontor", "address": SCHOOL}],
    }
    declaration_id = await _made(person, edition, course, at, {"details.summons_code": code} if code else typed)
    await requests.request(person.id, declaration_id, uuid4(), now=at)
    return declaration_id


async def _made(person: Person, edition: Edition, course: int, at: datetime, called_up: dict[str, Any]) -> UUID:
    declaration_id, today = uuid4(), danish_day(at)
    await declarations.make(person.id, declaration_id, edition.id, SPECIALISATION, now=at, today=today)
    values: dict[str, Any] = {
        **called_up,
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
        **_readers(settings),
    }
    return {role: person for role, person in cast.items() if person}


def _readers(settings: Settings) -> dict[str, dict[str, str]]:
    """Who signs in to the panel, with the code that the mail brings."""
    at = f"{settings.base_url}/panel/"
    office = {"name": "Skolens kontor", "address": SCHOOL, "start_url": at}
    operators = {"name": "Drift", "address": ", ".join(sorted(settings.operators)), "start_url": at}
    return {
        "panel": office,
        "workplace": {"name": "Mester Eksempel", "address": SUPERVISOR, "start_url": at},
        "trade_committee": {"name": "Bo", "address": seeding_committees.TRADE_MEMBER, "start_url": at},
        "local_committee": {"name": "Ida", "address": seeding_committees.LOCAL_MEMBER, "start_url": at},
        **({"operator": operators} if settings.operators else {}),
    }


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
