"""Ordinary words of a sentence, which name no title where nothing marks them as one: "day", "broken", «دوستم», «سالم»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.requests.titles.title_names import AROUND, is_said_around

__all__ = ["ORDINARY", "is_ordinary"]

_ORDINARY = frozenset(
    # English, beside what is said around a name.
    "meantime person people man woman men women guy guys kid kids child children friend friends mother father mom mum dad wife husband son daughter brother sister"
    " day days week weeks weekend month months year years hour hours minute minutes morning evening night time times moment while summer winter spring autumn"
    " today monday tuesday wednesday thursday friday saturday sunday"
    " thing things stuff way ways part parts place places side end start point case cases kind kinds sort type lot lots bit number numbers amount rest sake"
    " actually really properly simply exactly especially basically honestly seriously certainly definitely probably finally nearly almost quite rather pretty even enough already ready able easily quickly slowly usually often sometimes together alone apart meanwhile anyhow somehow somewhere anywhere everywhere though although unless despite during within without against among around through"
    " good better best bad worse worst big small little large long short old older new newer young younger easy easier hard harder difficult heavy light nice fine great happy sad sorry glad free full empty clean dirty broken torn damaged whole different similar real true right wrong clear normal usual busy late early quick slow near far close high low cheap expensive important interesting boring fun funny serious famous popular favourite favorite recent latest next previous main"
    " signed sign seen saw watched watch read reading reads reader readers finished finish started starting loved liked enjoyed bought buy lost found used using use tried try trying called heard hear hearing spoke written write writing typed done doing gone left stayed stay stop stopped seems seem seemed sounds sound looks looking wonder wondering hope hoping guess suppose believe understand understood explain explained help helped helps feel feels felt care cares matter matters depends"
    " school university class course teacher student students exam homework project work job office home house car bus street city town country language languages word words letter letters page pages chapter line lines name names author authors writer writers title titles story stories question questions answer answers idea ideas problem problems reason reasons list lists phone email website computer laptop printer screen table chair room floor door desk window bag coat money price cost"
    " english persian farsi paperback hardcover hardback edition translation volume cover print audio film movie series level age beginner beginners adults"
    " well both guys hand hands rain rains raining rainy pouring freezing weather outside indoors curl curled sofa couch blanket tea coffee lately proper undamaged haha lol basically"
    # Persian.
    " دست دستشه دستش کسیه کسیست هوا بارون باران بارونه بارونی برف سرد سرده پتو چای قهوه یا خیر خیره"
    " آدم آدمی آدما نفر شخص کسی کسانی مردم بچه بچه‌ها بچم پسرم دخترم مادرم پدرم دوستم دوستام همسرم خانومم شوهرم مامانم بابام"
    " روز روزه هفته ماه سال ساعت دقیقه وقت موقع مدت فعلا ضمن ضمنا اتفاقا واقعا اصلا کلا حتما احتمالا تقریبا معمولا مخصوصا راستش راستی البته بالاخره خلاصه"
    " کار کارم جا جایی طرف قسمت بخش مورد موضوع مثلا یعنی انگار درست راحت آسون آسان سخت سنگین سبک خوب خوبی بد بهتر بهترین بزرگ کوچیک کوچک بلند کوتاه جدید جدیدتر قدیمی قدیمی‌تر تازه سالم پاره خراب کافی کافیه کافیش"
    " خونه خانه مدرسه دانشگاه کلاس درس معلم استاد امتحان خیابون شهر کشور کلمه کلمه‌ها جمله صفحه صفحه‌ها فصل داستان داستانش نویسنده نویسنده‌ش موضوعش سوال سؤال جواب مشکل دلیل فرق"
    " دوتامون هردومون جفتمون دیدیم دیدم خوندیم خوندمش شنیدم گشتم پیدا عاشقش خوشم دوسش فکر فرصت حوصله".split()
)


#: All of them, with what is said around names.
ORDINARY = _ORDINARY | AROUND


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is an ordinary one, or is said around names: a pronoun, a verb, a word of asking."""
    return word in _ORDINARY or is_said_around(word)
