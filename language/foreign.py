"""Detection of whole sentences in a language that the bot does not speak; the name of a book is none."""

from __future__ import annotations

import re
import unicodedata

from language.kept import kept

__all__ = ["FOREIGN", "foreign_language"]

# What somebody says who asks or tells something, and no title has two of: I, you, can, where, want, have, please.
_WORDS = {
    "tr": "merhaba selam nasıl nasil nerede neresi ne kadar var mı mi misiniz mısınız istiyorum istiyoruz lütfen lutfen"
    " kitap kitabı kitaplar kütüphane kutuphane açık acik saat kaç kac ben bana için icin yok bir bu teşekkürler tesekkurler"
    " günü bugün bugun yarın yarin üye uye olmak nasılsınız arıyorum ariyorum",
    "fr": "bonjour bonsoir je j'ai j'aimerais voudrais cherche vous avez est-ce que où quand comment combien puis-je peux"
    " pouvez s'il plaît plait merci livre livres bibliothèque ouvert ouverte heure heures demain aujourd'hui une des les dans"
    " pour avec mon ma mes votre carte suis",
    "de": "hallo guten tag ich möchte moechte habe haben sie können koennen kann gibt es wo wann wie bitte danke buch bücher"
    " buecher bibliothek geöffnet offen heute morgen uhr mein meine ausleihen suche brauche ist das die der ein eine für fuer mit nicht",
    "es": "hola buenos días dias quiero quisiera tengo tiene tienen usted dónde donde cuándo cuando cómo como cuánto puedo"
    " por favor gracias libro libros biblioteca abierta abierto hoy mañana busco necesito mi el la los una está esta abren",
    "it": "ciao buongiorno vorrei ho avete dove quando come quanto posso per favore grazie libro libri biblioteca aperta oggi"
    " domani cerco bisogno mio il la un una è siete",
    "ku": "silav rojbaş çawa heye hene ez dixwazim pirtûk pirtûkxane kengî vekirî spas ji kerema xwe re li ku",
}
_ARABIC_WORDS = {
    "ar": "مرحبا السلام عليكم هل أريد اريد أين اين متى كيف كم عندكم لديكم يوجد هذا هذه الكتاب كتب المكتبة مكتبة مفتوحة مفتوح"
    " اليوم غدا غداً شكرا شكراً من فضلك لو سمحت أنا انا أبحث ابحث عن إلى الى على في هناك استعارة يمكنني ممكن تفتح الساعة ماذا لا نعم",
    "ur": "کیا ہے ہیں مجھے میں چاہیے کہاں کب کیسے آپ کتاب لائبریری کھلی براہ مہربانی شکریہ نہیں ہوں کے کی کا",
    "ckb": "سڵاو چۆن هەیە ئەمەوێ دەمەوێ کتێب کتێبخانە کەی کراوەیە سوپاس تکایە ئایا لە بۆ من",
}
# Half of the words of a sentence, and three at least, have to be such words.
_LEAST = 3
_SHARE = 0.5
# Letters of one of them alone count twice: no Persian or English word has them.
_OWN_LETTERS = {
    "tr": re.compile("[ığşİĞŞ]"), "de": re.compile("[ß]"), "es": re.compile("[¿¡ñ]"), "fr": re.compile("[œçèê]"),
    "ar": re.compile("[ةىأإ]"), "ur": re.compile("[ہےٹڈڑں]"), "ckb": re.compile("[ەێۆڵڕ]"),
}  # fmt: skip
_SCRIPTS = {
    "CYRILLIC": "ru",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "HANGUL": "ko",
    "ARMENIAN": "hy",
    "GREEK": "el",
    "DEVANAGARI": "hi",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ARABIC = {language: frozenset(words.split()) for language, words in _ARABIC_WORDS.items()}
# Words of English and of Persian in Latin letters, which some of them share.
_SHARED = frozenset("a an the die is mi man ma ne es la on in me ben var per come no".split())

#: The languages that can be told; those of other scripts by their letters.
FOREIGN = ("tr", "ar", "fr", "de", "es", "it", "ku", "ckb", "ur", "ru", "zh", "ja", "ko", "hy", "el", "hi")


@kept
def foreign_language(text: str) -> str | None:
    """Name the language (of `FOREIGN`) in which a whole sentence is written that is neither Persian nor English."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    script = _script_of(text)
    if script is not None:
        return script if len(words) > 1 or len(text.strip()) > 4 else None
    if len(words) < _LEAST:
        return None
    known = _ARABIC if re.search("[\u0621-\u06ff]", text) else _LATIN
    best, most = None, 0
    for language, own in known.items():
        count = sum(word in own for word in words) - sum(word in own and word in _SHARED for word in words) // 2
        letters = _OWN_LETTERS.get(language)
        if letters is not None and letters.search(text):
            count += 1
        elif known is _ARABIC:
            # Persian shares most of these words, but not the letters.
            continue
        if count > most:
            best, most = language, count
    return best if most >= _LEAST and most >= len(words) * _SHARE else None


def _script_of(text: str) -> str | None:
    """Name the language of a script that neither Persian nor English has, when most letters are of it."""
    letters = [char for char in text if char.isalpha()]
    if not letters or all(char.isascii() or "\u0600" <= char <= "\u06ff" for char in letters):
        return None
    counts: dict[str, int] = {}
    for char in letters[:200]:
        script = unicodedata.name(char, "").partition(" ")[0]
        counts[script] = counts.get(script, 0) + 1
    name = max(counts, key=lambda each: counts[each])
    if name == "CJK" and counts.get("HIRAGANA"):
        return "ja"
    return _SCRIPTS.get(name)
