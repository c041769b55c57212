"""Where somebody comes from and how well they speak a language, told before a wish: it is no part of the wish."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["without_origin"]

_NATION_EN = r"(?:german|french|italian|spanish|russian|turkish|english|british|irish|american|canadian|australian|chinese|japanese|korean|indian|pakistani|afghan|iraqi|syrian|lebanese|arab|armenian|azerbaijani|polish|swedish|norwegian|danish|dutch|greek|portuguese|brazilian|mexican|ukrainian|swiss|austrian|iranian|persian|kurdish)"
_LAND_EN = r"(?:germany|france|italy|spain|russia|turkey|england|britain|the uk|ireland|america|the us|the usa|canada|australia|china|japan|korea|india|pakistan|afghanistan|iraq|syria|lebanon|armenia|azerbaijan|poland|sweden|norway|denmark|the netherlands|holland|greece|portugal|brazil|mexico|ukraine|switzerland|austria)"
_PERSON_EN = r"(?:students?|citizens?|nationals?|tourists?|visitors?|teachers?|engineers?|doctors?|nurses?|researchers?|professors?|journalists?|woman|man|girl|boy|lady|couple|family|guests?|exchange students?|phd students?|expats?)"
_WHO_EN = r"(?:i am|i'm|im|we are|we're|my (?:wife|husband|friend|mother|father|mum|mom|dad|girlfriend|boyfriend|partner|colleague|flatmate) is|she is|she's|he is|he's)"
_NATION_FA = r"(?:آلمانی|فرانسوی|ایتالیایی|اسپانیایی|روس|روسی|ترک|ترکیه ?ای|انگلیسی|آمریکایی|امریکایی|کانادایی|استرالیایی|چینی|ژاپنی|کره ?ای|هندی|پاکستانی|افغان|افغانی|افغانستانی|عراقی|سوری|لبنانی|عرب|ارمنی|لهستانی|سوئدی|هلندی|یونانی|پرتغالی|برزیلی|اوکراینی|سوییسی|سوئیسی|اتریشی|کرد|خارجی)"
_LAND_FA = r"(?:آلمان|فرانسه|ایتالیا|اسپانیا|روسیه|ترکیه|انگلیس|انگلستان|آمریکا|امریکا|کانادا|استرالیا|چین|ژاپن|کره|هند|پاکستان|افغانستان|عراق|سوریه|لبنان|ارمنستان|لهستان|سوئد|هلند|یونان|پرتغال|برزیل|اوکراین|سوییس|سوئیس|اتریش)"
_PERSON_FA = r"(?:دانشجو|دانشجوی|دانش آموز|شهروند|معلم|استاد|توریست|گردشگر|مهندس|پزشک|دکتر|پرستار|پژوهشگر|محقق|خبرنگار|زن|مرد|دختر|پسر|خانم|آقای|مسافر|مهمان)"
_AM_FA = r"(?:هستم|هستیم|است|هست|هستش|بودم|ام|م)"
_TOLD = re.compile(
    rf"\b{_WHO_EN} (?:originally )?(?:an? )?(?:(?:native|young|half|part|born|proud|fellow|visiting|elderly|old) )?{_NATION_EN}\b(?! (?:books?|novels?|poet\w*|literature|writers?|authors?|films?|music|history|fiction|stories))(?: {_PERSON_EN}\b)?"
    rf"|\b(?:{_WHO_EN}|i come|we come|i came|i moved here|she comes|he comes) (?:originally )?(?:\w+ )?from {_LAND_EN}\b"
    rf"|\b(?:a|an) {_NATION_EN} {_PERSON_EN} (?:here|in tehran|in iran|myself)\b"
    # How well a language is spoken.
    rf"|\b(?:my|our|her|his) (?:english|persian|farsi) (?:is|isn't|is not|are) (?:still |really |not |very |so |yet |only |quite ){{0,3}}(?:good|great|bad|poor|weak|basic|perfect|well|fluent|limited|terrible)(?: enough)?(?: yet)?\b"
    r"|\b(?:sorry|excuse me|apologies) for my (?:bad |poor |broken )?(?:english|persian|farsi)\b"
    rf"|(?<!\w)(?:من |ما )?(?:یه |یک )?{_PERSON_FA} {_NATION_FA}(?: (?:در|تو|توی|مقیم|ساکن) \w+)? {_AM_FA}(?!\w)"
    rf"|(?<!\w)(?:من|ما|همسرم|شوهرم|خانمم|دوستم|مادرم|پدرم|خواهرم|برادرم|عروسم|دامادم|نامزدم|همکارم|رفیقم|مهمونم|مهمانم|دوست ?پسرم|دوست ?دخترم|همسایه ?مون) (?:اصالتا )?(?:یه |یک )?(?:{_NATION_FA}|{_PERSON_FA} {_NATION_FA})(?: {_AM_FA}|ه|م|ام|یم)(?!\w)"
    rf"|(?<!\w)(?:من |ما )?(?:اهل|از)(?: کشور)? {_LAND_FA}(?: {_AM_FA}| (?:اومد|آمد)(?:م|ه ?ام|یم|هم))(?!\w)"
    r"|(?<!\w)(?:فارسی|انگلیسی)(?: ?(?:ی )?من| ?م| ?ام)(?: هنوز| زیاد| خیلی| اصلا| هم){0,3} (?:خوب|قوی|ضعیف|عالی|بد|کامل)(?: ?(?:نیست|نیس|است|ه))?(?!\w)"
)


def without_origin(said: str) -> str:
    """Leave out of folded words who somebody is by country, and how well they speak; what they wish stays."""
    return _TOLD.sub(" ", said)
