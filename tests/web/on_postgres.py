"""What of these tests runs on PostgreSQL too; on SQLite run all of them.

tests/actions, reading, storage and delivery try both databases. Here PostgreSQL tries what happens at once, the loop,
what older releases send, and each statement that no test over there asks it: of those that ask it, the fewest and
quickest. Whoever writes a query asks it on both databases there, or names a test here.
"""

import pytest

WHOLE = {"test_loop.py", "test_panel_at_once.py", "test_recorded.py"}
TESTS = {
    "test_access.py": {
        "test_dropping_a_correction_does_not_let_them_in_again",
        "test_what_waits_for_them_is_not_sent",
    },
    "test_calendar.py": {
        "test_nothing_secret_is_stored",
        "test_one_declaration_is_saved_as_a_file",
        "test_stopped_it_is_as_if_it_had_never_been",
    },
    "test_corrections.py": {
        "test_a_second_version_can_be_corrected_too_and_erasing_one_opens_no_other",
    },
    "test_declaration_files.py": {
        "test_saving_counts_as_opening_and_asking_for_the_head_or_fetching_ahead_does_not",
    },
    "test_discarding.py": {
        "test_after_30_days_the_worker_takes_it_away_and_nothing_else",
    },
    "test_doors.py": {
        "test_asking_for_confirmation_is_limited_and_not_for_who_can_send",
        "test_guessing_short_codes_is_held_up_per_client",
        "test_what_is_missing_is_said_before_a_code_is_asked_for_and_costs_no_code",
        "test_without_the_code_it_waits_until_the_mailbox_confirms",
    },
    "test_editions.py": {
        "test_a_speciality_is_one_of_the_edition_they_follow_not_of_the_newest",
        "test_whoever_begins_follows_the_edition_of_that_day",
    },
    "test_everything.py": {
        "test_the_head_makes_nothing_and_so_many_an_hour",
        "test_whoever_is_signed_out_meanwhile_gets_no_more_of_it",
    },
    "test_hand_over.py": {
        "test_the_apprentices_own_session_gains_nothing_by_it",
        "test_the_mailed_link_opens_on_a_phone_whose_hand_over_closed_by_itself",
    },
    "test_log.py": {
        "test_a_shared_line_is_seen_by_who_fills_in_that_declaration_and_by_nobody_else",
        "test_of_two_phones_the_later_keeps_its_text_and_is_told_what_stands",
    },
    "test_lost_links.py": {
        "test_a_mail_lists_every_open_link_of_an_address_and_each_works",
    },
    "test_photos.py": {
        "test_a_person_is_known_on_fifty_devices_at_most",
    },
    "test_push.py": {
        "test_another_persons_endpoint_is_neither_taken_over_nor_ended",
        "test_new_keys_must_show_themselves_anew",
        "test_only_who_came_by_the_mailed_link_stands_for_its_address",
    },
    "test_replies.py": {
        "test_a_reply_belongs_to_the_version_it_was_written_to",
        "test_erasing_a_version_takes_what_was_said_to_it_and_it_is_corrected_no_more",
    },
    "test_schools.py": {
        "test_a_removed_domain_and_a_removed_secretary_see_nothing_more",
        "test_an_address_outside_every_school_is_a_question_until_it_is_confirmed_or_corrected",
    },
    "test_shares.py": {
        "test_another_apprentices_draft_at_the_same_address_shows_nothing",
        "test_it_ends_when_the_apprentice_says_so",
        "test_the_new_supervisor_opens_them_beside_the_form_and_the_apprentice_is_told",
    },
    "test_signatures.py": {
        "test_a_forwarded_link_is_sealed_with_who_filled_it_in_and_both_get_a_receipt",
    },
    "test_sittings.py": {
        "test_what_was_opened_beside_another_is_told_as_opened_when_it_is_looked_at",
    },
    "test_strangers.py": {
        "test_a_new_link_closes_the_old_one_and_its_grants",
        "test_another_persons_session_cannot_be_ended",
        "test_the_mailbox_an_apprentice_has_left_gets_and_reads_nothing_more",
    },
    "test_talk.py": {
        "test_both_press_and_both_are_sealed",
    },
    "test_verify.py": {
        "test_it_is_one_question_to_an_index",
        "test_yes_from_the_moment_it_is_out_and_to_each_version_also_when_its_content_is_gone",
    },
}


def here_too(item: pytest.Item) -> bool:
    """Whether a test of this folder runs on the database it was given."""
    given = item.callspec.params.get("database_url") if hasattr(item, "callspec") else None
    return given != "postgres" or item.path.name in WHOLE or item.originalname in TESTS.get(item.path.name, ())
