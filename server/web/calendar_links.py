"""Where a calendar leads to, and where it is fetched: addresses without a secret, and the one that is nothing else."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from server import tokens
from server.documents.calendars import MEDIA_TYPE
from server.settings import Settings

Told = Mapping[str, Any]


def app(base_url: str) -> Mapping[str, str]:
    return {"": f"{base_url}/app/", "declaration": f"{base_url}/app/declarations/{{id}}", "class": f"{base_url}/app/"}


def panel(base_url: str) -> Mapping[str, str]:
    return {
        "": f"{base_url}/panel/missing",
        "declaration": f"{base_url}/panel/declarations/{{id}}",
        "class": f"{base_url}/panel/classes/{{id}}",
    }


def shown(known: Told | None, settings: Settings) -> dict[str, Any]:
    """A calendar of reading.calendars with its address, derived anew: `{address, subscribe, made_at, fetched_at}`."""
    if known is None:
        return dict.fromkeys(("address", "subscribe", "made_at", "fetched_at"))
    token = tokens.calendar_token(settings.secret_key, known["id"], known["generation"])
    address = f"{settings.base_url}/calendar/{token}.ics"
    webcal = f"webcal://{address.partition('://')[2]}"  # what phones open in their calendar
    return {"address": address, "subscribe": webcal, "made_at": known["made_at"], "fetched_at": known["fetched_at"]}


def file(content: bytes, name: str) -> Response:
    """A calendar as a file. Not as an attachment: iPhones then ask whether to take it into the calendar."""
    named = {"content-disposition": f'inline; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE, headers=named)
