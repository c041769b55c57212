"""Whether somebody of the house is wanted on the spot: nothing that is written down brings anybody."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["calls_somebody"]

# Somebody of the house is to come, or to be sent, at once: nothing that is written down brings anybody.
_STAFF = r"(?:(?:a|the|your|one of your|any) (?:(?:real|human) )?(?:member of (?:the )?staff|librarian|guard|supervisor|manager|technician|colleague)s?|(?:the )?(?:staff|security))"
_SOMEONE = rf"(?:some(?: ?one| ?body)|{_STAFF})"
# Of whom it may be asked as well whether an event is open to all: it has to be here, or now.
_ANYONE = r"(?:any(?: ?one| ?body)|(?:a|any) person)"
_AT_ONCE = (
    r"(?:over|here|down|up|round|now|right now|immediately|at once|right away|quick(?:ly)?|asap|today|soon|please)"
)
_TO_LOOK = r"(?:and|to) (?:look|help|see|check|fix|repair|stop|deal|sort|clean|(?:have|take) a look)(?: (?:at|with|to|it|this|that|him|her|them|us|me|out|up|off|down|now|please|here)){0,4}"
_END_EN = r"(?=\W{0,9}$|\s{0,2}[.,;:!?\n])"
_ORDER_EN = r"(?:^|[.,;:!?\n]\s{0,3}|\b(?:please|pls|(?:can|could|will|would) you|(?:can|could) (?:i|we)(?= get))\s{1,3})(?:please |just |at least )?"
_SOMEONE_FA = r"(?:یکی|(?:یه|یک)[ \u200c]?نفر|نگهبان(?:ی|تون|ها)?|مسئول(?:ی|تون|ش)?|کتابدار(?:ی|تون|ها)?|همکار(?:تون|اتون|هاتون|های شما))(?: از (?:همکار|کارمند|کتابدار|نگهبان|بچه)\w*)?"
_AT_ONCE_FA = r"(?:لطفا|لطفن|اینجا|بالا|پایین|الان|همین|همین الان|حالا|زود|زودتر|سریع|سریعتر|فوری|فورا|دیگه|کمک|کمکم|کمکمون|برام|برامون|ببینه|نگاه کنه|درستش کنه|درست کنه)"
_END_FA = rf"(?: {_AT_ONCE_FA}){{0,4}}(?=\W{{0,9}}$|\s{{0,2}}[.,;:!?؟،\n])"
_COMES_AT_ONCE = re.compile(
    rf"\b(?:can|could|will|would|when will|when can|when does) {_SOMEONE} (?:please |just )?comes?(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|\b(?:can|could|will|would) {_ANYONE} (?:please |just )?come(?: {_AT_ONCE}){{1,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|\bwhen (?:will|does) {_ANYONE} come(?: {_AT_ONCE}){{0,3}}{_END_EN}"
    rf"|\b(?:is|are) (?:{_SOMEONE}|{_ANYONE}|no ?body|no ?one) coming(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|{_ORDER_EN}send (?:(?:me|us) )?(?:{_SOMEONE}|{_ANYONE})(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|{_ORDER_EN}(?:get|fetch|call) (?:(?:me|us) )?{_SOMEONE} (?:to come(?: {_AT_ONCE}){{0,3}}|{_AT_ONCE}(?: {_AT_ONCE}){{0,2}})(?: {_TO_LOOK})?{_END_EN}"
    rf"|(?<!\w){_SOMEONE_FA}(?:و| رو| را)?(?: {_AT_ONCE_FA}){{0,3}} بفرست(?:ید|ین|ی)?(?!\w){_END_FA}"
    rf"|(?<!\w){_SOMEONE_FA}(?: {_AT_ONCE_FA}){{0,3}}(?: (?:باید|می[ \u200c]?تونه|می[ \u200c]?شه|کی))? (?:بیاد|بیاید|(?:ن?می[ \u200c]?)اد|ن?می[ \u200c]?آد|ن?میاد)(?!\w){_END_FA}"
    rf"|(?<!\w)کسی (?:{_AT_ONCE_FA} ){{0,2}}ن?میاد(?!\w){_END_FA}"
    rf"|(?<!\w)کسی(?: می[ \u200c]?تونه| می[ \u200c]?شه)? بیاد(?= {_AT_ONCE_FA}){_END_FA}"
    r"|\b(?:yeki|ye ?nafar|negahban|masoul|masul|ketabdar)(?:o| ro)?(?: (?:lotfan|zood|zud|sari|alan|hamin alan|inja|bala|payin))* (?:befrest(?:id|in)?|(?:bayad )?bi?yad|(?:bayad )?biad|(?:ne)?miad)\b(?: (?:lotfan|zood|zud|sari|alan|hamin alan|inja|bala|payin|dige))*(?=\W{0,9}$|\s{0,2}[.,;:!?؟،])"
)
# What is only supposed calls nobody: "call security here if he is back".
_SUPPOSED = re.compile(
    r"\b(?:if|in case|when(?= (?:i|he|she|it|they|we|you)\b)|age|agar)\b|(?<!\w)(?:اگه|اگر|وقتی)(?!\w)"
)


def calls_somebody(text: str) -> bool:
    """Tell whether somebody of the house is wanted on the spot: "can a member of staff come over right now?"."""
    said = fold(text).replace("’", "'")
    return _COMES_AT_ONCE.search(said) is not None and _SUPPOSED.search(said) is None
