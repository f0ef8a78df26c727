"""Every path of Logbog on one page."""

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
from server.web.panel import access as panel_access
from server.web.panel import calendar as panel_calendar
from server.web.panel import case_owners as panel_case_owners
from server.web.panel import catalogue as panel_catalogue
from server.web.panel import classes as panel_classes
from server.web.panel import committees as panel_committees
from server.web.panel import declaration as panel_declaration
from server.web.panel import (
    declaration_file,
    declaration_zips,
    declarations_list,
    edition_things,
    edition_uploads,
    missing_files,
    school_mail,
)
from server.web.panel import edition_moves as panel_edition_moves
from server.web.panel import figures as panel_figures
from server.web.panel import final_form as panel_final_form
from server.web.panel import forms as panel_forms
from server.web.panel import letters as panel_letters
from server.web.panel import missing as panel_missing
from server.web.panel import paper as panel_paper
from server.web.panel import paper_form as panel_paper_form
from server.web.panel import schools as panel_schools
from server.web.panel import shared as panel_shared
from server.web.panel import signing_in as panel_signing_in
from server.web.panel import summonses as panel_summonses
from server.web.panel import typing_in as panel_typing_in
from server.web.panel import workplace as panel_workplace

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

PANEL_SIGNING_IN = [
    Route("/panel", panel_signing_in.land),
    Route("/panel/", panel_signing_in.land),
    Route("/panel/sign_in", panel_signing_in.ask),
    Route("/panel/sign_in", panel_signing_in.send_code, methods=["POST"]),
    Route("/panel/sign_in/code", panel_signing_in.start_over),
    Route("/panel/sign_in/code", panel_signing_in.sign_in, methods=["POST"]),
    Route("/panel/sign_out", panel_signing_in.sign_out, methods=["POST"]),
    Route("/panel/access", panel_access.show),
    Route("/panel/access/end_others", panel_access.end_others, methods=["POST"]),
    Route("/panel/access/{session_id:uuid}/end", panel_access.end, methods=["POST"]),
]

SCHOOL = "/panel/schools/{school_id:uuid}"
PANEL_SCHOOLS = [
    Route("/panel/schools", panel_schools.index),
    Route("/panel/schools", panel_schools.add, methods=["POST"]),
    Route(SCHOOL, panel_schools.show),
    Route(SCHOOL, panel_schools.change, methods=["POST"]),
    Route(f"{SCHOOL}/domains", panel_schools.add_domain, methods=["POST"]),
    Route(f"{SCHOOL}/domains/{{domain_id:uuid}}/remove", panel_schools.remove_domain, methods=["POST"]),
    Route(f"{SCHOOL}/staff", panel_schools.add_staff, methods=["POST"]),
    Route(f"{SCHOOL}/staff/{{staff_id:uuid}}/remove", panel_schools.remove_staff, methods=["POST"]),
    Route(f"{SCHOOL}/remove", panel_schools.remove, methods=["POST"]),
    Route(f"{SCHOOL}/mail", school_mail.decide_for_them, methods=["POST"]),
    Route(school_mail.HERE, school_mail.show),
    Route(f"{school_mail.HERE}/{{school_id:uuid}}", school_mail.decide, methods=["POST"]),
]

COMMITTEE = "/panel/committees/{committee_id:uuid}"
PANEL_COMMITTEES = [
    Route("/panel/committees", panel_committees.index),
    Route("/panel/committees", panel_committees.add, methods=["POST"]),
    Route(COMMITTEE, panel_committees.show),
    Route(COMMITTEE, panel_committees.change, methods=["POST"]),
    Route(f"{COMMITTEE}/members", panel_committees.add_member, methods=["POST"]),
    Route(f"{COMMITTEE}/members/{{member_id:uuid}}/remove", panel_committees.remove_member, methods=["POST"]),
    Route(f"{COMMITTEE}/remove", panel_committees.remove, methods=["POST"]),
]

FORM = "/panel/forms/{form_id:uuid}"
PANEL_FORMS = [
    Route("/panel/forms", panel_forms.index),
    Route("/panel/forms", panel_forms.add, methods=["POST"], max_body_size=panel_forms.MOST_SENT),
    Route(FORM, panel_forms.show),
    Route(FORM, panel_forms.connect, methods=["POST"]),
    Route(f"{FORM}/file", panel_forms.replace, methods=["POST"], max_body_size=panel_forms.MOST_SENT),
    Route(f"{FORM}/remove", panel_forms.remove, methods=["POST"]),
    Route(f"{FORM}/preview", panel_forms.preview),
    Route(f"{FORM}/page/{{number:int}}.png", panel_forms.picture),
    Route(f"{FORM}.pdf", panel_forms.save),
]

PACK = "/panel/figures/{committee_id:uuid}/{programme}/{period}"
PANEL_FIGURES = [
    Route("/panel/figures", panel_figures.index),
    Route(f"{PACK}.{{kind}}", panel_figures.save),
    Route(PACK, panel_figures.show),
]

DRAFT = "/panel/catalogue/{programme}"
THING = f"{DRAFT}/{{kind}}/{{key}}"
PANEL_CATALOGUE = [
    Route("/panel/catalogue", panel_catalogue.index),
    Route(f"{DRAFT}.yaml", panel_catalogue.save),
    Route(DRAFT, panel_catalogue.show),
    Route(f"{DRAFT}/begin", panel_catalogue.begin, methods=["POST"]),
    Route(f"{DRAFT}/upload", edition_uploads.take_in, methods=["POST"], max_body_size=edition_uploads.MOST_SENT),
    Route(f"{DRAFT}/about", panel_catalogue.about, methods=["POST"]),
    Route(f"{DRAFT}/publish", panel_catalogue.publish, methods=["POST"]),
    Route(f"{DRAFT}/drop", panel_catalogue.drop, methods=["POST"]),
    Route(f"{DRAFT}/preview", panel_catalogue.preview),
    Route(f"{DRAFT}/{{kind}}/new", edition_things.show),
    Route(f"{DRAFT}/{{kind}}/new", edition_things.put, methods=["POST"]),
    Route(THING, edition_things.show),
    Route(THING, edition_things.put, methods=["POST"]),
    Route(f"{THING}/remove", edition_things.remove, methods=["POST"]),
    Route(f"{THING}/move", edition_things.move, methods=["POST"]),
]

PANEL_SHARED = [
    Route("/panel/shared", panel_shared.index),
    Route("/panel/shared/{share_id:uuid}", panel_shared.one),
]

CLASS = "/panel/classes/{summons_id:uuid}"
PANEL_SUMMONSES = [
    Route("/panel/classes", panel_summonses.index),
    Route("/panel/classes.{kind}", missing_files.save_classes),
    Route("/panel/classes/new", panel_summonses.new),
    Route("/panel/classes/new", panel_summonses.make, methods=["POST"]),
    Route(f"{CLASS}/edit", panel_summonses.edit),
    Route(f"{CLASS}/edit", panel_summonses.change, methods=["POST"]),
    Route(f"{CLASS}/closed", panel_summonses.set_closed, methods=["POST"]),
    Route(f"{CLASS}/letter", panel_letters.show),
]

PANEL_CALENDAR = [
    Route("/panel/calendar", panel_calendar.show),
    Route("/panel/calendar", panel_calendar.renew, methods=["POST"]),
    Route("/panel/calendar/stop", panel_calendar.stop, methods=["POST"]),
    Route(f"{CLASS}.ics", panel_calendar.save_class),
]

PANEL_WORKPLACE = [
    Route("/panel/workplace", panel_workplace.show),
    Route("/panel/workplace.{kind}", panel_workplace.save),
    Route("/panel/fill", panel_workplace.fill_again),
    Route("/panel/fill", panel_workplace.fill, methods=["POST"]),
]

CASE = "/panel/declarations/{declaration_id:uuid}"
PANEL_DECLARATION = [
    Route(f"{CASE}.pdf", declaration_file.save),
    Route(CASE, panel_declaration.show),
    Route(f"{CASE}/read", panel_declaration.mark_read, methods=["POST"]),
    Route(f"{CASE}/owner", panel_declaration.give, methods=["POST"]),
    Route(f"{CASE}/note", panel_declaration.write_note, methods=["POST"]),
    Route(f"{CASE}/remind", panel_declaration.remind, methods=["POST"]),
    Route(f"{CASE}/fill", panel_declaration.fill, methods=["POST"]),
    Route(f"{CASE}/message", panel_declaration.write_message, methods=["POST"]),
]

PAPER = [
    Route("/papir", panel_paper.short),
    Route("/panel/paper", panel_paper.find),
    Route(f"{CASE}/paper", panel_typing_in.show),
    Route(f"{CASE}/paper", panel_typing_in.save, methods=["POST"]),
]

PAPER_FORM = [
    Route("/api/paper_form.pdf", paper_form.blank),
    Route(f"{DECLARATION}/paper_form.pdf", paper_form.of_declaration),
    Route("/panel/paper_form", panel_paper_form.show),
    Route("/panel/paper_form.pdf", panel_paper_form.blank),
    Route(f"{CASE}/paper_form.pdf", panel_paper_form.of_declaration),
]

EDITION_MOVES = [
    Route(f"{CASE}/edition", panel_edition_moves.show),
    Route(f"{CASE}/edition", panel_edition_moves.move, methods=["POST"]),
    Route(f"{CASE}/edition/undo", panel_edition_moves.undo, methods=["POST"]),
]

FINAL_FORM = [
    Route("/api/final_form", final_form.show),
    Route("/api/final_form", final_form.save, methods=["POST"]),
    Route(f"{CASE}/final_form", panel_final_form.show),
    Route(f"{CASE}/final_form", panel_final_form.save, methods=["POST"]),
]

PANEL_LISTS = [
    Route("/panel/declarations", declarations_list.show),
    Route("/panel/declarations.{kind}", declarations_list.save),
    Route("/panel/declarations/search", declarations_list.start_over),
    Route("/panel/declarations/search", declarations_list.search, methods=["POST"]),
    Route("/panel/declarations/search.{kind}", declarations_list.save_search, methods=["POST"]),
    Route("/panel/case_owners", panel_case_owners.show),
    Route("/panel/case_owners", panel_case_owners.hand_over, methods=["POST"]),
    Route("/panel/case_owners/give", panel_case_owners.give, methods=["POST"]),
]

PANEL_ZIPS = [  # before what ends in any kind of file
    Route(f"{CLASS}.zip", declaration_zips.save_class),
    Route(f"{CASE}/all.zip", declaration_zips.save_of_apprentice),
]

PANEL_MISSING = [
    Route("/panel/missing", panel_missing.show),
    Route("/panel/missing.{kind}", missing_files.save),
    Route("/panel/missing/remind", panel_missing.remind, methods=["POST"]),
    Route(f"{CLASS}.{{kind}}", missing_files.save_class),
    Route("/panel/classes/{summons_id:uuid}", panel_classes.show),
    Route("/panel/classes/{summons_id:uuid}/remind", panel_classes.remind, methods=["POST"]),
]

PANEL = [
    *PANEL_SIGNING_IN,
    *PANEL_ZIPS,
    *PANEL_CALENDAR,
    *PANEL_MISSING,
    *PANEL_SCHOOLS,
    *PANEL_COMMITTEES,
    *PANEL_FORMS,
    *PANEL_FIGURES,
    *PANEL_CATALOGUE,
    *PANEL_SHARED,
    *PANEL_SUMMONSES,
    *PANEL_WORKPLACE,
    *PANEL_LISTS,
    *PANEL_DECLARATION,
    *EDITION_MOVES,
    *PAPER,
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
    *FINAL_FORM,
    *PAPER_FORM,
    *PANEL,
]
