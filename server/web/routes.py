"""Every path of Logbog: here those of the app and of links, in panel/routes.py those of the panel."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from server.web import calendar, catalogue, health, shell, stop, verify
from server.web.api import (
    calendars,
    declaration_files,
    declarations,
    declining,
    doors,
    everything,
    final_form,
    log_entries,
    lost_links,
    messages,
    paper_form,
    photo_counts,
    profiles,
    push,
    reading,
    reminders,
    replies,
    schools,
    shares,
    signing_in,
    sittings,
    summonses,
    talks,
    versions,
    visits,
)
from server.web.panel.routes import PANEL

# Only what is the same for everybody is compressed: secrets and chosen text never share a compressed answer.
SMALL = [Middleware(GZipMiddleware, minimum_size=500)]

PAGES = [
    Route("/", shell.start, middleware=SMALL),
    Route("/app/sign_in", shell.start, middleware=SMALL),
    Route("/app/{path:path}", shell.app, middleware=SMALL),
    Route("/e/{public_id}", shell.visitor, middleware=SMALL),
    Route("/kode", shell.visitor, middleware=SMALL),
    Route("/find", shell.visitor, middleware=SMALL),
    Route("/service_worker.js", shell.worker, middleware=SMALL),
    Route("/manifest.webmanifest", shell.manifest),
    Route("/assets/{name}", shell.asset, middleware=SMALL),
    Route("/icons/{name}", shell.icon),
    Route("/catalogue/current.json", catalogue.current, middleware=SMALL),
    Route("/catalogue/editions/{edition_id}.json", catalogue.edition, middleware=SMALL),
    Route("/livez", health.live),
    Route("/readyz", health.ready),
]

SIGNING_IN = [
    Route("/api/ping", health.ping),
    Route("/api/sign_in/code", signing_in.ask_for_code, methods=["POST"]),
    Route("/api/sign_in", signing_in.sign_in, methods=["POST"]),
    Route("/api/sign_out", signing_in.sign_out, methods=["POST"]),
    Route("/api/sessions", signing_in.list_sessions),
    Route("/api/sessions/end_others", signing_in.end_others, methods=["POST"]),
    Route("/api/sessions/{session_id:uuid}/end", signing_in.end_session, methods=["POST"]),
    Route("/api/log/operations", log_entries.take_operations, methods=["POST"]),
    Route("/api/photo_count", photo_counts.tell, methods=["POST"]),
    Route("/api/everything.zip", everything.save),
    Route("/api/profile", profiles.show),
    Route("/api/profile", profiles.change, methods=["PATCH"]),
    Route("/api/profile/address/code", profiles.ask_for_address_change, methods=["POST"]),
    Route("/api/profile/address", profiles.change_address, methods=["POST"]),
]

STOP = "/stop/{token}"
STOPPING = [
    Route(STOP, stop.show),
    Route(STOP, stop.stop, methods=["POST"]),
    Route(f"{STOP}/start", stop.show),
    Route(f"{STOP}/start", stop.start, methods=["POST"]),
]

VERIFYING = [
    Route(verify.HERE, verify.show),
    Route(verify.HERE, verify.take, methods=["POST"]),
]

DECLARATION = "/api/declarations/{declaration_id:uuid}"
POLL = [Route("/api/changes", declarations.list_changes)]  # first: every phone asks each minute
DECLARATIONS = [
    Route(DECLARATION, declarations.make, methods=["PUT"]),
    Route(f"{DECLARATION}/declaration.pdf", declaration_files.for_apprentice),
    Route(f"{DECLARATION}/operations", declarations.take_operations, methods=["POST"]),
    Route(f"{DECLARATION}/request", declarations.ask, methods=["POST"]),
    Route(f"{DECLARATION}/withdraw", declarations.withdraw, methods=["POST"]),
    Route(f"{DECLARATION}/discard", declarations.discard, methods=["POST"]),
    Route(f"{DECLARATION}/restore", declarations.restore, methods=["POST"]),
    Route(f"{DECLARATION}/reply", replies.reply, methods=["POST"]),
    Route(f"{DECLARATION}/ask_correction", replies.ask_correction, methods=["POST"]),
    Route(f"{DECLARATION}/pen", declarations.hand_pen, methods=["POST"]),
    Route(f"{DECLARATION}/messages", messages.write, methods=["POST"]),
    Route(f"{DECLARATION}/doors", doors.open_doors, methods=["POST"]),
    Route(f"{DECLARATION}/hand_over", doors.hand_over, methods=["POST"]),
    Route(f"{DECLARATION}/talk", talks.for_apprentice),
    Route(f"{DECLARATION}/confirmation", doors.ask_for_confirmation, methods=["POST"]),
    Route(f"{DECLARATION}/recipients/{{recipient_id:uuid}}/new_link", declarations.renew_link, methods=["POST"]),
    Route(f"{DECLARATION}/recipients/{{recipient_id:uuid}}/end_access", declarations.end_access, methods=["POST"]),
    Route(f"{DECLARATION}/recipients/{{recipient_id:uuid}}/remind", reminders.remind, methods=["POST"]),
]

VISIT = "/api/e/{public_id}"
VISITS = [
    Route("/api/short_code", doors.by_short_code, methods=["POST"]),
    Route(VISIT, visits.show),
    Route(f"{VISIT}/declaration.pdf", declaration_files.for_visitor),
    Route(f"{VISIT}/open", visits.open_link, methods=["POST"]),
    Route(f"{VISIT}/operations", visits.take_operations, methods=["POST"]),
    Route(f"{VISIT}/code", visits.ask_for_code, methods=["POST"]),
    Route(f"{VISIT}/close", visits.hand_back, methods=["POST"]),
    Route(f"{VISIT}/talk", talks.for_visitor),
    Route(f"{VISIT}/talk", talks.set_open, methods=["POST"]),
    Route(f"{VISIT}/confirmation", visits.ask_for_confirmation, methods=["POST"]),
    Route(f"{VISIT}/confirmation/refuse", visits.refuse_typed, methods=["POST"]),
    Route(f"{VISIT}/submit", visits.submit, methods=["POST"]),
    Route(f"{VISIT}/take_back", versions.take_back, methods=["POST"]),
    Route(f"{VISIT}/correction/code", versions.ask_for_code, methods=["POST"]),
    Route(f"{VISIT}/correction", versions.correct, methods=["POST"]),
    Route(f"{VISIT}/correction/drop", versions.drop, methods=["POST"]),
    Route(f"{VISIT}/pen", visits.hand_pen, methods=["POST"]),
    Route(f"{VISIT}/messages", messages.write_from_link, methods=["POST"]),
    Route(f"{VISIT}/decline", declining.decline, methods=["POST"]),
    Route(f"{VISIT}/decline/undo", declining.take_back, methods=["POST"]),
    Route(f"{VISIT}/sitting/code", sittings.ask_for_code, methods=["POST"]),
    Route(f"{VISIT}/sitting", sittings.open_others, methods=["POST"]),
    Route(f"{VISIT}/read", reading.mark_read, methods=["POST"]),
    Route(f"{VISIT}/not_me", reading.dispute, methods=["POST"]),
]

LOST_LINKS = [
    Route("/api/find", lost_links.find, methods=["POST"]),
    Route(f"{VISIT}/address", lost_links.show_address),
    Route(f"{VISIT}/fresh_link", lost_links.ask_for_fresh, methods=["POST"]),
]

SHARES = [
    Route("/api/shares", shares.share, methods=["POST"]),
    Route("/api/shares/{share_id:uuid}/end", shares.end, methods=["POST"]),
    Route(f"{VISIT}/earlier", shares.open_beside, methods=["POST"]),
]

PUSH = [
    route
    for path in ("/api/push", f"{VISIT}/push")
    for route in (
        Route(path, push.show),
        Route(path, push.subscribe, methods=["POST"]),
        Route(f"{path}/forget", push.forget, methods=["POST"]),
    )
] + [Route("/api/push/echo", push.echo, methods=["POST"])]

SCHOOLS = [
    Route("/api/schools/check", schools.check, methods=["POST"]),
    Route(f"{DECLARATION}/recipients/{{recipient_id:uuid}}/confirm", schools.confirm, methods=["POST"]),
]

CALENDARS = [
    Route("/calendar/{token}.ics", calendar.feed),
    Route("/api/calendar", calendars.show),
    Route("/api/calendar", calendars.renew, methods=["POST"]),
    Route("/api/calendar/stop", calendars.stop, methods=["POST"]),
    Route(f"{DECLARATION}/calendar.ics", calendars.save),
]

SUMMONSES = [Route("/api/summonses", summonses.by_code, methods=["POST"])]

PAPERS = [
    Route("/api/paper_form.pdf", paper_form.blank),
    Route(f"{DECLARATION}/paper_form.pdf", paper_form.of_declaration),
    Route("/api/final_form", final_form.show),
    Route("/api/final_form", final_form.save, methods=["POST"]),
]

ROUTES = [
    *POLL,
    *PAGES,
    *STOPPING,
    *VERIFYING,
    *SIGNING_IN,
    *DECLARATIONS,
    *VISITS,
    *LOST_LINKS,
    *SHARES,
    *SCHOOLS,
    *SUMMONSES,
    *CALENDARS,
    *PUSH,
    *PAPERS,
    *PANEL,
]
