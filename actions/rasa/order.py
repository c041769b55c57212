"""The order in which subjects hear a message: who is asked first decides, so it stands here, not in file names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["CONCLUDING", "FOLLOW_UPS", "LISTENING", "RESCUES", "put_in_order"]

# What hears typed words before they are taken as an intent: the first that answers is the only one.
LISTENING = """
    asks_desk_hours asks_of_unlisted_day without_card
    hears_of_praised repeats_move lists_all_open asks_to_replace hears_lost put_down contest
    asks_of_charge asks_of_sum hears_interest
    lent_or_read_here of_themselves by_example hear_amusement hear_denied
    while_waiting when_librarians_are_there
    tells_who_sees_and_erases tells_what_is_kept hear_whose hear_case
    tells_distance of_placed tells_of_events suits_one asks_whether_too_old hears_follow
    wishes_exception hear_joining asks_of_several wants_place asks_about_cash
    where_named when_had read_on_site several_and_where
    pass_on file_spoken_of tells_of_periodicals hear_plea asks_of_another_kind
    hear_number hear_remark
    one_or_the_other finds_several films_of_author shelf_of_named named_is_in edition_of_named
    when_first_back other_edition asks_for_work
"""
# What looks whether a message goes on with its subject: again only the first that does.
FOLLOW_UPS = """
    outweighs names_time desk_too day_too follow_up unread_wish another_edition described
    whether_in bare_title whether_free whether_subtitled books_for_work more_of_fact asked_in_talk
    names_lent_thing names_event of_shown_event named_translator question asked_of_another
"""
# What looks at an answer before it is told: each has its turn, and sees what the one before has made of it.
RESCUES = """
    tell_rule_past_wall tells_beside_renewal tells_wishes_beside tell_untold_parts tell_all_asked tell_asked_beside
    look_again fit tell_plainly_asked says_which_is_unknown says_who_may_come tell_conditions
"""
# What is done at the end of every turn, one after the other.
CONCLUDING = """
    in_tomans keep_reader answer_beside tell_news ask_nothing_back remind tell_guardians keep_person
    conclude_situation conclude_praise conclude_whose say_none_is_written conclude_case keep_said
"""


def put_in_order(registered: list[Callable[..., Any]], names: str) -> None:
    """Sort what has registered by its place among the names.

    Raises:
        ValueError: a name that nothing bears, or something without a place; the message says which.
    """
    places = {name: place for place, name in enumerate(names.split())}
    there = [one.__name__ for one in registered]
    if sorted(there) != sorted(places):
        raise ValueError(f"actions/rasa/order.py and what has registered differ in {sorted(set(there) ^ set(places))}")
    registered.sort(key=lambda one: places[one.__name__])
