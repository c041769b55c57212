"""Cases that are named by their matter: "any news of my complaint?" after a suggestion."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from crm.cases import own
from crm.cases.own import OwnCase

__all__ = ["NAMED", "case_of_matter"]

# The matters that words name: "any news of my complaint?".
NAMED: dict[str, tuple[str, ...]] = {
    "complaint": ("complaint", "complaints", "grievance", "شکایت", "شکایتم", "شکایتی", "شکایتمو", "shekayat",
                  "shekayatam"),
    "suggest_purchase": ("purchase", "buy", "bought", "acquisition", "خرید", "خریدم", "بخرید", "kharid"),
    "suggestion": ("suggestion", "idea", "proposal", "پیشنهاد", "پیشنهادم", "پیشنهادی", "pishnahad"),
    "report_fault": ("fault", "broken", "repair", "repaired", "خرابی", "خراب", "تعمیر", "kharabi"),
    "lost_property": ("lost", "umbrella", "wallet", "bag", "گمشده", "گم", "جامونده", "gomshode"),
    "website_problem": ("website", "site", "سایت", "وبسایت"),
    "librarian": ("message", "librarian", "پیامم", "پیام", "کتابدار"),
    "my_data_copy": ("my data", "داده", "داده هام", "اطلاعاتم"),
    "my_data_erase": ("erase", "deletion", "erasure", "پاک", "حذف"),
}  # fmt: skip


async def case_of_matter(turn: Turn, text: str) -> OwnCase | None:
    """Give the latest open case of the one matter that a text names, "my complaint" say; None where there is none."""
    named = [matter for matter, words in NAMED.items() if says(text, *words)]
    if len(named) != 1:
        return None
    cases = await own.own_cases(turn.store, turn.conversation)
    return next((case for case in cases if case.is_open and case.subject == named[0]), None)
