"""The surveys that ship with the product: their own items, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["CASE", "CONVERSATION", "GAP", "LIBRARIAN", "NPS", "RANGES", "SHIPPED", "SurveyItem", "Shipped"]

CONVERSATION, LIBRARIAN, CASE, NPS, GAP = (
    "conversation_score",
    "librarian_score",
    "case_outcome",
    "recommend",
    "service_gap",
)
# The least and the most that is given on each scale. Nothing is ever counted across two of them.
RANGES: Mapping[str, tuple[int, int]] = {"csat5": (1, 5), "nps11": (0, 10), "ces7": (1, 7), "gap9": (1, 9)}


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One question; without texts an answer of the bot's words it. `dimension` is what a gap is about."""

    code: str
    scale: str
    text_fa: str | None = None
    text_en: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class Shipped:
    """One survey as it comes with the product; see `crm.records.Survey` for what the numbers mean."""

    code: str
    kind: str
    trigger: str
    cooldown_days: int
    sample_rate: float
    name_fa: str
    name_en: str
    items: tuple[SurveyItem, ...]
    # What goes beyond the service just given is asked only once the library has said so.
    is_active: bool = True


SHIPPED = (
    Shipped(
        CONVERSATION,
        "csat",
        "conversation_closed",
        30,
        1.0,
        "امتیاز گفت‌وگو",
        "Score of a conversation",
        (SurveyItem("satisfaction", "csat5"),),
    ),
    Shipped(
        LIBRARIAN,
        "csat",
        "conversation_closed",
        30,
        1.0,
        "امتیاز گفت‌وگو با کتابدار",
        "Score of a conversation with a librarian",
        (
            SurveyItem(
                "satisfaction",
                "csat5",
                "به گفت‌وگویتان با کتابدار از ۱ تا ۵ چه امتیازی می‌دهید؟ (۵ بهترین است)",
                "How would you rate your conversation with the librarian, from 1 to 5? (5 is best)",
            ),
        ),
    ),
    Shipped(
        CASE,
        "csat",
        "case_closed",
        30,
        1.0,
        "آیا رسیدگی کمک کرد؟",
        "Did it help?",
        (
            SurveyItem(
                "helped",
                "csat5",
                "به آنچه از آن ناراضی بودید رسیدگی شد. حالا از ۱ تا ۵ چقدر راضی هستید؟ (۵ بیشترین است)",
                "What you were not content with was dealt with. From 1 to 5, how content are you now? (5 is most)",
            ),
        ),
    ),
    Shipped(
        NPS,
        "nps",
        "periodic",
        90,
        0.1,
        "توصیه به دوستان",
        "Would you recommend us?",
        (
            SurveyItem(
                "recommend",
                "nps11",
                "از ۰ تا ۱۰، چقدر احتمال دارد کتابخانه را به دوستی پیشنهاد کنید؟ (۱۰ یعنی حتماً)",
                "From 0 to 10, how likely is it that you would recommend the library to a friend? (10 is for sure)",
            ),
        ),
        is_active=False,
    ),
    Shipped(
        GAP,
        "gap",
        "periodic",
        90,
        0.05,
        "فاصلهٔ خدمت با انتظار",
        "Service gap survey",
        (
            SurveyItem(
                "attention",
                "gap9",
                "کتابداران وقتی سؤالی دارم با حوصله کمکم می‌کنند",
                "When I have a question, the staff take the time to help me",
                "service",
            ),
            SurveyItem(
                "finding",
                "gap9",
                "آنچه را لازم دارم خودم زود پیدا می‌کنم، در فهرست یا در قفسه",
                "I find what I need quickly by myself, in the catalogue or on the shelf",
                "finding",
            ),
            SurveyItem(
                "room",
                "gap9",
                "در کتابخانه جای آرام و راحتی برای خواندن و کار هست",
                "There is a quiet and comfortable place to read and work at the library",
                "place",
            ),
        ),
        is_active=False,
    ),
)
