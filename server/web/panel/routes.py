"""Every path of the panel on one page."""

from starlette.routing import Route

from server.web.panel import (
    access,
    calendar,
    case_owners,
    catalogue,
    classes,
    committees,
    declaration,
    declaration_file,
    declaration_zips,
    declarations_list,
    edition_moves,
    edition_things,
    edition_uploads,
    figures,
    final_form,
    form_preview,
    forms,
    letters,
    missing,
    missing_files,
    paper,
    paper_form,
    school_mail,
    schools,
    shared,
    signing_in,
    summonses,
    typing_in,
    workplace,
)

SIGNING_IN = [
    Route("/panel", signing_in.land),
    Route("/panel/", signing_in.land),
    Route("/panel/sign_in", signing_in.ask),
    Route("/panel/sign_in", signing_in.send_code, methods=["POST"]),
    Route("/panel/sign_in/code", signing_in.start_over),
    Route("/panel/sign_in/code", signing_in.sign_in, methods=["POST"]),
    Route("/panel/sign_out", signing_in.sign_out, methods=["POST"]),
    Route("/panel/access", access.show),
    Route("/panel/access/end_others", access.end_others, methods=["POST"]),
    Route("/panel/access/{session_id:uuid}/end", access.end, methods=["POST"]),
]

SCHOOL = "/panel/schools/{school_id:uuid}"
SCHOOLS = [
    Route("/panel/schools", schools.index),
    Route("/panel/schools", schools.add, methods=["POST"]),
    Route(SCHOOL, schools.show),
    Route(SCHOOL, schools.change, methods=["POST"]),
    Route(f"{SCHOOL}/domains", schools.add_domain, methods=["POST"]),
    Route(f"{SCHOOL}/domains/{{domain_id:uuid}}/remove", schools.remove_domain, methods=["POST"]),
    Route(f"{SCHOOL}/staff", schools.add_staff, methods=["POST"]),
    Route(f"{SCHOOL}/staff/{{staff_id:uuid}}/remove", schools.remove_staff, methods=["POST"]),
    Route(f"{SCHOOL}/remove", schools.remove, methods=["POST"]),
    Route(f"{SCHOOL}/mail", school_mail.decide_for_them, methods=["POST"]),
    Route(school_mail.HERE, school_mail.show),
    Route(f"{school_mail.HERE}/{{school_id:uuid}}", school_mail.decide, methods=["POST"]),
]

COMMITTEE = "/panel/committees/{committee_id:uuid}"
COMMITTEES = [
    Route("/panel/committees", committees.index),
    Route("/panel/committees", committees.add, methods=["POST"]),
    Route(COMMITTEE, committees.show),
    Route(COMMITTEE, committees.change, methods=["POST"]),
    Route(f"{COMMITTEE}/members", committees.add_member, methods=["POST"]),
    Route(f"{COMMITTEE}/members/{{member_id:uuid}}/remove", committees.remove_member, methods=["POST"]),
    Route(f"{COMMITTEE}/remove", committees.remove, methods=["POST"]),
]

FORM = "/panel/forms/{form_id:uuid}"
FORMS = [
    Route("/panel/forms", forms.index),
    Route("/panel/forms", forms.add, methods=["POST"], max_body_size=forms.MOST_SENT),
    Route(FORM, forms.show),
    Route(FORM, forms.connect, methods=["POST"]),
    Route(f"{FORM}/file", forms.replace, methods=["POST"], max_body_size=forms.MOST_SENT),
    Route(f"{FORM}/remove", forms.remove, methods=["POST"]),
    Route(f"{FORM}/use", form_preview.use, methods=["POST"]),
    Route(f"{FORM}/out", forms.out, methods=["POST"]),
    Route(f"{FORM}/preview", form_preview.preview),
    Route(f"{FORM}/page/{{number:int}}.png", form_preview.picture),
    Route(f"{FORM}.pdf", form_preview.save),
]

PACK = "/panel/figures/{committee_id:uuid}/{programme}/{period}"
FIGURES = [
    Route("/panel/figures", figures.index),
    Route(f"{PACK}.{{kind}}", figures.save),
    Route(PACK, figures.show),
]

DRAFT = "/panel/catalogue/{programme}"
THING = f"{DRAFT}/{{kind}}/{{key}}"
CATALOGUE = [
    Route("/panel/catalogue", catalogue.index),
    Route(f"{DRAFT}.yaml", catalogue.save),
    Route(DRAFT, catalogue.show),
    Route(f"{DRAFT}/begin", catalogue.begin, methods=["POST"]),
    Route(f"{DRAFT}/upload", edition_uploads.take_in, methods=["POST"], max_body_size=edition_uploads.MOST_SENT),
    Route(f"{DRAFT}/about", catalogue.about, methods=["POST"]),
    Route(f"{DRAFT}/publish", catalogue.check),
    Route(f"{DRAFT}/publish", catalogue.publish, methods=["POST"]),
    Route(f"{DRAFT}/drop", catalogue.drop, methods=["POST"]),
    Route(f"{DRAFT}/take_back", catalogue.take_back, methods=["POST"]),
    Route(f"{DRAFT}/put_back", catalogue.put_back, methods=["POST"]),
    Route(f"{DRAFT}/preview", catalogue.preview),
    Route(f"{DRAFT}/{{kind}}/new", edition_things.show),
    Route(f"{DRAFT}/{{kind}}/new", edition_things.put, methods=["POST"]),
    Route(THING, edition_things.show),
    Route(THING, edition_things.put, methods=["POST"]),
    Route(f"{THING}/remove", edition_things.remove, methods=["POST"]),
    Route(f"{THING}/move", edition_things.move, methods=["POST"]),
]

SHARED = [
    Route("/panel/shared", shared.index),
    Route("/panel/shared/{share_id:uuid}", shared.one),
]

CLASS = "/panel/classes/{summons_id:uuid}"
SUMMONSES = [
    Route("/panel/classes", summonses.index),
    Route("/panel/classes.{kind}", missing_files.save_classes),
    Route("/panel/classes/new", summonses.new),
    Route("/panel/classes/new", summonses.make, methods=["POST"]),
    Route(f"{CLASS}/edit", summonses.edit),
    Route(f"{CLASS}/edit", summonses.change, methods=["POST"]),
    Route(f"{CLASS}/closed", summonses.set_closed, methods=["POST"]),
    Route(f"{CLASS}/letter", letters.show),
]

CALENDAR = [
    Route("/panel/calendar", calendar.show),
    Route("/panel/calendar", calendar.renew, methods=["POST"]),
    Route("/panel/calendar/stop", calendar.stop, methods=["POST"]),
    Route(f"{CLASS}.ics", calendar.save_class),
]

WORKPLACE = [
    Route("/panel/workplace", workplace.show),
    Route("/panel/workplace.{kind}", workplace.save),
    Route("/panel/fill", workplace.fill_again),
    Route("/panel/fill", workplace.fill, methods=["POST"]),
]

CASE = "/panel/declarations/{declaration_id:uuid}"
DECLARATION = [
    Route(f"{CASE}.pdf", declaration_file.save),
    Route(CASE, declaration.show),
    Route(f"{CASE}/read", declaration.mark_read, methods=["POST"]),
    Route(f"{CASE}/owner", declaration.give, methods=["POST"]),
    Route(f"{CASE}/note", declaration.write_note, methods=["POST"]),
    Route(f"{CASE}/remind", declaration.remind, methods=["POST"]),
    Route(f"{CASE}/fill", declaration.fill, methods=["POST"]),
    Route(f"{CASE}/message", declaration.write_message, methods=["POST"]),
]

PAPER = [
    Route("/papir", paper.short),
    Route("/panel/paper", paper.find),
    Route(f"{CASE}/paper", typing_in.show),
    Route(f"{CASE}/paper", typing_in.save, methods=["POST"]),
]

PAPER_FORM = [
    Route("/panel/paper_form", paper_form.show),
    Route("/panel/paper_form.pdf", paper_form.blank),
    Route(f"{CASE}/paper_form.pdf", paper_form.of_declaration),
]

EDITION_MOVES = [
    Route(f"{CASE}/edition", edition_moves.show),
    Route(f"{CASE}/edition", edition_moves.move, methods=["POST"]),
    Route(f"{CASE}/edition/undo", edition_moves.undo, methods=["POST"]),
]

FINAL_FORM = [
    Route(f"{CASE}/final_form", final_form.show),
    Route(f"{CASE}/final_form", final_form.save, methods=["POST"]),
]

LISTS = [
    Route("/panel/declarations", declarations_list.show),
    Route("/panel/declarations.{kind}", declarations_list.save),
    Route("/panel/declarations/search", declarations_list.start_over),
    Route("/panel/declarations/search", declarations_list.search, methods=["POST"]),
    Route("/panel/declarations/search.{kind}", declarations_list.save_search, methods=["POST"]),
    Route("/panel/case_owners", case_owners.show),
    Route("/panel/case_owners", case_owners.hand_over, methods=["POST"]),
    Route("/panel/case_owners/give", case_owners.give, methods=["POST"]),
]

ZIPS = [  # before what ends in any kind of file
    Route(f"{CLASS}.zip", declaration_zips.save_class),
    Route(f"{CASE}/all.zip", declaration_zips.save_of_apprentice),
]

MISSING = [
    Route("/panel/missing", missing.show),
    Route("/panel/missing.{kind}", missing_files.save),
    Route("/panel/missing/remind", missing.remind, methods=["POST"]),
    Route(f"{CLASS}.{{kind}}", missing_files.save_class),
    Route("/panel/classes/{summons_id:uuid}", classes.show),
    Route("/panel/classes/{summons_id:uuid}/remind", classes.remind, methods=["POST"]),
]

PANEL = [
    *SIGNING_IN,
    *ZIPS,
    *CALENDAR,
    *MISSING,
    *SCHOOLS,
    *COMMITTEES,
    *FORMS,
    *FIGURES,
    *CATALOGUE,
    *SHARED,
    *SUMMONSES,
    *WORKPLACE,
    *LISTS,
    *DECLARATION,
    *EDITION_MOVES,
    *FINAL_FORM,
    *PAPER,
    *PAPER_FORM,
]
