"""What words are looked at for, in this order: the first look that finds something ends the search."""

from __future__ import annotations

from actions.dialogue.agreeing import agree
from actions.dialogue.asked_of_spoken import asked_of_spoken, orders_nothing
from actions.dialogue.asked_surely import asked_surely
from actions.dialogue.beyond_list import point_beyond
from actions.dialogue.correcting import mend
from actions.dialogue.following import follow, lean
from actions.dialogue.looks_at_cases import bidden, filed_nothing, listened, of_failed_fix, of_fresh_case, of_trouble
from actions.dialogue.looks_at_library import (
    asks_of_branch,
    child_alone,
    meant_title,
    of_copies,
    of_others,
    of_room,
    rule_itself,
    wishes_anew,
)
from actions.dialogue.looks_at_own import (
    blocks,
    both_ordered,
    cleared,
    disputes,
    if_then,
    named_own,
    narrowed,
    of_child,
    of_own,
    out_or_past,
    signed_in,
    told_when,
)
from actions.dialogue.looks_at_talk import agreed, given, protested, taken_back
from actions.dialogue.moving import move_on
from actions.dialogue.remarks import remarked
from actions.dialogue.rest_of_list import show_rest
from actions.subjects.account.account_notes import hears_note_wished
from actions.subjects.account.locked_out import helps_locked_out
from actions.subjects.cases.asked_after_case import answers_after_case
from actions.subjects.cases.case_beside import hears_beside_case
from actions.subjects.cases.filed_wishes import hears_of_filed
from actions.subjects.cases.only_informing import hears_informed
from actions.subjects.cases.told_plainly import hears_another_matter
from actions.subjects.cases.whom_to_ask import hears_whom_to_ask
from actions.subjects.catalogue.ages_asked import asks_for_which_age
from actions.subjects.catalogue.asked_of_shown import asks_of_shown
from actions.subjects.catalogue.character_asked import tells_character
from actions.subjects.catalogue.kinds_asked import tells_of_kinds, wishes_film
from actions.subjects.catalogue.series_asked import tells_of_series
from actions.subjects.catalogue.several_asked import tells_of_several
from actions.subjects.catalogue.volumes_apart import tells_of_volumes_apart
from actions.subjects.holds.hold_replaced import hears_other_title, orders_title_beside_holds
from actions.subjects.holds.holds_along import moves_along
from actions.subjects.holds.holds_ordered import orders_several
from actions.subjects.holds.holds_unspoken import asks_of_own_holds
from actions.subjects.library_info.address_and_phone import tells_address_and_phone
from actions.subjects.library_info.appointments import hears_appointment
from actions.subjects.library_info.branches_told import tells_branches
from actions.subjects.library_info.hours_mended import goes_on_about_hours
from actions.subjects.library_info.opening_asked import asks_whether_open
from actions.subjects.library_info.selling import tells_whether_sold
from actions.subjects.library_info.situations import tells_situation
from actions.subjects.loans.returned_still import hears_returned_still
from actions.subjects.own.still_open import hears_of_open
from actions.subjects.own.what_became import hears_of_done
from actions.subjects.reading.asked_of_suggested import asks_of_suggested
from actions.subjects.reading.beside_read import wishes_beside_read
from actions.subjects.reading.liked_titles import wishes_like_liked, wishes_like_read
from actions.subjects.reading.reading_thread import goes_on_with_reading
from actions.subjects.reading.reading_wished import wishes_to_read
from actions.subjects.reading.suggested_taken import asks_of_suggestions
from actions.subjects.reading.without_author import wishes_without_author
from actions.subjects.second_looks.leaning_parts import hears_leaning_part
from actions.subjects.service.librarian_wished import hears_librarian_wished
from actions.subjects.talk.help_offered import hears_help_offered
from actions.subjects.talk.own_reading import tells_whether_it_reads
from actions.subjects.titles.asked_of_title import tells_of_asked_title
from actions.subjects.titles.guessed_titles import describes_surely, describes_unnamed
from actions.subjects.titles.guessing_on import hears_of_guesses
from actions.subjects.titles.leaning_words import (
    asks_of_pointed,
    leaves_no_names,
    offers_to_buy,
    wishes_it_brought,
)
from actions.subjects.titles.named_anew import names_anew, wishes_of_author
from actions.subjects.titles.named_each import tells_of_each_named
from actions.subjects.titles.ordered_then import orders_then
from actions.subjects.titles.others_of_author import tells_of_theirs
from actions.subjects.titles.own_words_in_titles import asks_of_such_title
from actions.subjects.titles.picked_titles import picks_title
from actions.subjects.titles.placed_titles import asks_of_placed, puts_list_back
from actions.subjects.titles.wanted_instead import tells_others_than_known, wants_the_one_named
from actions.subjects.titles.whole_titles import names_whole_title

__all__ = ["LOOKS"]

LOOKS = (
    child_alone, asks_whether_open, tells_whether_it_reads,
    hears_librarian_wished,
    leaves_no_names, wishes_without_author, wishes_like_read,
    hears_of_guesses, describes_surely, hears_returned_still, hears_appointment,
    tells_address_and_phone, goes_on_about_hours, tells_branches, hears_whom_to_ask,
    hears_help_offered, wishes_beside_read, tells_of_volumes_apart, tells_of_series, tells_of_several, tells_character,
    names_whole_title, tells_of_each_named, tells_of_kinds, wishes_film, puts_list_back,
    wants_the_one_named, tells_others_than_known, offers_to_buy, wishes_it_brought,
    asks_of_placed, asks_for_which_age, asks_of_pointed, hears_of_open, hears_of_done,
    hears_leaning_part, tells_whether_sold, moves_along, orders_several, hears_other_title, orders_title_beside_holds,
    asks_of_such_title, goes_on_with_reading, asks_of_suggestions, picks_title, orders_then,
    describes_unnamed, wishes_like_liked, wishes_of_author, tells_of_theirs,
    tells_of_asked_title, out_or_past, asks_of_branch, tells_situation, helps_locked_out, of_failed_fix, hears_informed,
    hears_another_matter,
    hears_of_filed,
    hears_note_wished, hears_beside_case,
    answers_after_case, of_trouble, remarked, bidden, of_room, show_rest, if_then,
    blocks, signed_in, narrowed, disputes,
    taken_back, of_child, protested, agreed, cleared, both_ordered, told_when,
    asks_of_suggested, asks_of_shown, names_anew, of_others, of_copies, rule_itself, meant_title,
    wishes_anew, wishes_to_read, of_fresh_case, named_own,
    asked_surely, of_own, asks_of_own_holds, filed_nothing, listened,
    agree, asked_of_spoken, move_on, given, mend, lean, point_beyond, follow,
    orders_nothing,
)  # fmt: skip
