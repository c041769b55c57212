"""Names of the gateway's jobs in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["JOB_TEXTS"]

# A job's name in the code and in logs, and the text that names it.
JOB_TEXTS: Mapping[str, str] = {
    "ask how it was": "system.job.ask_how_it_was",
    "ask whether it helped": "system.job.ask_whether_it_helped",
    "begin the day": "system.job.begin_the_day",
    "call the staff": "system.job.call_the_staff",
    "close silent conversations": "system.job.close_silent_conversations",
    "count missed questions": "system.job.count_missed_questions",
    "drop old uploads": "system.job.drop_old_uploads",
    "drop old vectors": "system.job.drop_old_vectors",
    "erase what is old": "system.job.erase_what_is_old",
    "expire hand-offs": "system.job.expire_hand_offs",
    "feed streams": "system.job.feed_streams",
    "take back what was half sent": "system.job.take_back_what_was_half_sent",
    "forget full buckets": "system.job.forget_full_buckets",
    "forget ended conversations": "system.job.forget_ended_conversations",
    "forget held contacts": "system.job.forget_held_contacts",
    "forget old sign-ins": "system.job.forget_old_sign_ins",
    "group questions": "system.job.group_questions",
    "harvest the catalogue": "system.job.harvest_the_catalogue",
    "index messages": "system.job.index_messages",
    "keep figures": "system.job.keep_figures",
    "keep the audit trail's head": "system.job.keep_the_audit_trails_head",
    "mail that patrons wait": "system.job.mail_that_patrons_wait",
    "mail the monthly report": "system.job.mail_the_monthly_report",
    "note late cases": "system.job.note_late_cases",
    "outlive a power cut": "system.job.outlive_a_power_cut",
    "pick turns for review": "system.job.pick_turns_for_review",
    "read loans for notices": "system.job.read_loans_for_notices",
    "send codes": "system.job.send_codes",
    "send notices": "system.job.send_notices",
    "sign out on time": "system.job.sign_out_on_time",
    "take up turns": "system.job.take_up_turns",
    "tell failed sign-ins": "system.job.tell_failed_sign_ins",
    "tell those who wait": "system.job.tell_those_who_wait",
    "vectors of facts": "system.job.vectors_of_facts",
    "watch open files": "system.job.watch_open_files",
}
