"""What something to read is about, and books about books."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.name_words import POINTING

__all__ = [
    "AS_TOPIC",
    "CRITICISM",
    "LOOSE",
    "MOST_OF_CRITICISM",
    "MOST_TOPICS",
    "OF_CRITICISM",
    "FOR_SCHOOL",
    "HOW_TO_STUDY",
    "OF_SCHOOL",
    "find_about",
]

# A wish has at most so many topics.
MOST_TOPICS = 3
# Beside a name these only say what bears it: «شهر تهران», "the city of Tehran".
LOOSE = frozenset(
    "city town country village place period time era شهر کشور روستا دوره زمان ویژه مینویسم مینویسیم موضوعی"
    # What a study asks of its subject.
    " image images role representation portrayal concept notion comparing comparison comparative comparisons study studying relation relations literature"
    " تصویر نقش بازنمایی مفهوم بررسی تحقیق مطالعه مقایسه تطبیق تطبیقی رابطه ادبیات".split()
)
# An examination is what a book is for, where the book is named beside it in the same clause.
OF_SCHOOL = frozenset("کنکور konkur konkoor".split())
FOR_SCHOOL = re.compile(
    r"(?<!\w)(?:کتاب|کتب|منبع|منابع|تست|جزوه|کمک ?درسی|درسی)\w{0,3} (?:(?!رمان|داستان|شعر|دارم)\w{2,12} ){0,4}کنکور|کنکور\w{0,3} (?:(?!دارم|رمان|داستان|شعر|قبول)\w{2,12} ){0,3}(?:کتاب|کتب|منبع|منابع|تست|جزوه|کمک ?درسی|درسی)"
    r"|(?<!\w)(?:برای|واسه|برا) کنکور (?:\w{2,12} )?(?:چی|چه|می ?خوام|دارین|دارید)(?!\w)"
    r"|\b(?:ketab\w{0,3}|test\w{0,4}|manba\w{0,3}|textbooks?|books?|tests?|for) (?:(?!roman|novel)\w{2,12} ){0,3}konk(?:u|oo)r\b|\bkonk(?:u|oo)r (?:\w{2,12} )?(?:books?|textbooks?|tests?)\b"
)
_ABOUT = re.compile(
    r"(?:\b(?:about|(?<=books )on|(?<=book )on|(?<=something )on|(?<=anything )on|(?<=titles )on|(?<=one )on|(?<=ones )on|(?<=novel )on|(?<=novels )on|(?<=films )on|(?<=film )on|(?<=reading )on|(?<=material )on|(?<=stuff )on|(?<=history )of|(?<=architecture )of|(?<=geography )of|(?<=photographs )of|(?<=photos )of|(?<=pictures )of|(?<=maps )of|(?<=criticism )of|(?<=biographies )of|(?<=biography )of|(?<=memoirs )of|(?<=criticism )on|(?<=literature )on|(?<=guide )to(?: the)?|(?<=guides )to(?: the)?|(?<=introduction )to(?: the)?|learn to play|learning to play|(?<=for )learn(?:ing)?|(?<=to )learn|(?:(?<=more )|(?<=explains )|(?<=explain )|(?<=explaining ))how(?= (?:the |our |a )?(?!catalogue|library|card|site|website|app|system)\w+ works?\b)|featuring|involving|set in|set on|takes place in|dealing with)\s+|\b(?:darbare(?:ye|i)?|dar more?de?|raje be|rajebe) |(?:درباره|درباره ی|در مورد|راجع به|راجب|درمورد|با موضوع|موضوعش|مخصوص|ویژه|ویژه ی|(?<=کتاب )آموزش|(?<=کتابای )آموزش|(?<=کتاب های )آموزش)\s+)"
    r"(?P<what>[^.,;!?،؛؟\n]{2,50})"
)
_ABOUT_END = re.compile(
    r"\s(?:that|which|who|for|by|with|but|and|or|from|in|works?|که|برای|باشه|دارید|دارین|داری|چی|میخوام|و|یا|از|هست|معرفی|در(?= (?:امانت|اختیار|رمان|داستان|شعر|ادبیات|سینما))|بهش|بهشون|بهم|بدم|بدیم|بخونه|بخونم|قبل|چون|اگه|وقتی|تحقیق|کار(?= می)|میکنم|مینویسم)\b.*$"
)
# "The one about the sea" names the sea, "about the one we saw" nothing.
_ARTICLE = re.compile(r"^(?:the|a|an) (?!one\b|ones\b|same\b|other\b|first\b|last\b)")
# What is written about novels, poems and stories.
CRITICISM = re.compile(
    r"\b(?:literary criticism|(?<!i )criticism|secondary (?:literature|sources)|critical (?:stud(?:y|ies)|essays|works|reading)|(?:critics?|critical) books? (?:about|on) (?:the |iranian |persian |modern |english |russian |french ){0,2}(?:novels?|poetry|poems|fiction|literature|novelists?|poets?)(?! of (?:animals|politics))|(?:books?|works?|studies|essays|something|anything) (?:about|on) (?:the |iranian |persian |modern ){0,3}(?:novels?|poetry|poems|fiction)\b(?=[^.?!]{0,40}\bnot the (?:novels?|poems?|poetry|books?) (?:themselves|itself|self|selves))|not the (?:novels?|poems?|stories|books) (?:themselves|itself|self|selves|them ?sel(?:f|ves)))\b"
    r"|(?<!\w)(?:نقد(?: و بررسی| ادبی)?(?=(?: ی)? (?:\w{2,14} ){0,2}?(?:رمان|داستان|شعر|آثار|ادبیات|کتاب))|نقد ادبی|درباره(?: ی)? (?:شعر|رمان|داستان)(?=[^.؟!]{0,40}(?:نه خود|خود (?:شعر|رمان|داستان)\w{0,3} نه)))|\bnaghde? (?:adabi|romane?|shere?|asare?)\b"
)
# How one studies, and nothing that is studied: "how to study the stars" is on the stars.
HOW_TO_STUDY = re.compile(
    r"(?<=\bon )how to (?:study|learn)(?= ?(?:$|[.,;:!?]|please\b|pls\b))|(?<=\babout )how to (?:study|learn)(?= ?(?:$|[.,;:!?]|please\b|pls\b))"
)
# Words of such a wish that name none of what it is about; of the others, so many are searched for.
OF_CRITICISM = frozenset(
    "critic critics book self selves criticism secondary literature literary critical study studies essays works master نقد بررسی ادبی ادبیات خود آثار naghd naghde rather themselves".split()
)
MOST_OF_CRITICISM = 2
# Forms that are written about, as topics in both languages.
AS_TOPIC = {"novel": ("novel", "رمان"), "poetry": ("poetry", "شعر"), "stories": ("story", "داستان")}


def find_about(plain: str) -> tuple[frozenset[str], str]:
    """Give the words of what it shall be about, and the text."""
    said = (_ARTICLE.sub("", match["what"]) for match in _ABOUT.finditer(plain))
    found = [what for what in said if what.split() and what.split()[0] not in POINTING]
    return frozenset(word for text in found for word in _ABOUT_END.sub("", f" {text} ").split()), plain
