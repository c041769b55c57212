"""Signs of emergencies in Persian that is typed in Latin letters; apostrophes are left out."""

from __future__ import annotations

from language.emergencies.signs import Harm, Signs, one_of

__all__ = ["HARM", "SPOKEN", "SURE", "THINGS", "TOPIC"]

_GROUPS = {
    "who": (
        "yeki|ye nafar|yek nafar|nafar|agha\\w*|aqa\\w*|khanoo?m\\w*|khanu?m\\w*|mard|marde|mardi|zan|zane|zani|pesar\\w*|dokhtar\\w*|bache\\w*|bacham|doo?st\\w*|dust\\w*"
        "|madar\\w*|maman\\w*|pedar\\w*|babam|baradar\\w*|dadash\\w*|khahar\\w*|shohar\\w*|hamsar\\w*|piremard\\w*|pirezan\\w*|yaroo|yaru|hamkelasi\\w*"
    ),
    "weapon": "cha(?:gh|q)(?:oo|u|o)|ghame|aslahe|tofang|bomb",
    "child": "bacham|bachamo|bache|dokhtaram|dokhtaramo|pesaram|pesaramo|koocholoom|noveam|bachamoon",
    "belongings": "kif(?:am|amo|emo|e man|amro)?|g(?:u|oo|o)shi(?:m|mo|am|amo)?|laptop(?:am|amo)?|mobile?(?:am|amo)?|koole(?:am|amo)?|vasayel(?:am|amo)?|pool(?:am|amo)?",
}

SURE = Signs(
    {
        "despair": (
            "kh?od ?kosh?i ~ ?(?:konam|mikonam|bokonam|kone|bokone|mikone)|(?:fekr|ghasd|tahdid) ~ khodkoshi|be khodkoshi",
            "khod(?:am|amo|emo|mo|amro|am ro|esh|esho|sho|eshoo) ~ (?:bokosham|mikosham|bekosham|khalas|bokoshe|mikoshe|part|bendazam|dar bezanam)",
            "(?:mi ?kh?[ao]+m|mixam|delam mi ?khad|kash|kashki) ~ (?:bemiram|bimiram|mimordam|morde boodam)",
            "(?:mi ?kh?[ao]+m|mixam|delam mi ?khad|doo?st daram|kash|kashki|behtare) (?:(?:ke|man|khodam|dige|asla[n]?|kollan|faghat|zoo?dtar|farda|inja|too?|too?ye|tu|tuye|in|donya|zendegi|bara|baraye|vase|vaseye|hamishe|az|be|ba+d|mishod|mishe|beshe|tamoo?m|tamum|va|o) ){0,8}(?:nabasham|nabo?o?dam|nabudam)",
            "(?:mi ?kh?[ao]+m|mixam|delam mi ?khad|kash|kashki|behtare) (?:\\w+ ){0,4}sar ?bare? (?:\\w+ ){0,2}(?:nabasham|nabo?o?dam|nabudam)",
            "(?:nemi ?kh?[ao]+m|nemitoonam|nemitunam) ~ (?:zende|zendegi)",
            "az (?:in )?zendegi ~ (?:khaste|khastam|sir|motenafer\\w*|bizar\\w*)|(?:khaste|sir) shodam az zendegi",
            "zendegi\\w* ~ (?:arzesh\\w*|mani|maani|mana|fayde|faide) ~ nadare",
            "(?:ragam|ragamo|rage dastam\\w*) ~ (?:zadam|bezanam|mizanam)|(?:ghors|qors) ~ khordam ~ (?:bemiram|ziad|pashimoon\\w*)",
        ),
        "fire": (
            "(?:ati?sh|atash|atish) (?:gereft\\w*|migire|oftade|zade|zad)",
            "(?:ati?sh|atash) ?(?:soo?zi|suzi)\\w*",
            "(?:kaghaz\\w*|ketabkh\\w*|sakhtem\\w*|anbar|miz|parde|satl|otagh|yechizi|ye chizi|bargh|sim) ~ mis(?:oo|u)ze",
            "d(?:oo|u)d ~ (?:gerefte|miad|mizane|hame ja|boland|por)|b(?:oo|u)(?:ye|e) (?:d(?:oo|u)d|sukhtegi|sookhtegi)",
            "shole ?var",
        ),
        "gas": ("b(?:oo|u|oye|uye|ooye|ooe)(?:ye)? (?:shadide )?gaz", "gaz ~ nasht\\w*|nashti\\w* gaz"),
        "medical": (
            "(?:ghash|gash) (?:kard|karde|mikone)",
            "b(?:i|ee)h(?:oo|u|o)sh (?:shod|shode|oftade)|az (?:hal|hoosh|hush) (?:raft|rafte)",
            "nafas ?(?:esh|am|ash)? ~ ?(?:nemikesh\\w*|bala nemia\\w*|dar nemia\\w*|band)|nafas bekeshe?(?:am)?",
            "tasha(?:n)?noj ~ ?(?:kard|karde|mikone)|sekte (?:kard|karde|mikone)",
            "(?:ghalb\\w*|qalb\\w*|sine\\w*) ~ (?:dard|tir)",
            "kh(?:oo|u)n ~ (?:miad|mire|band nemiad)|kh(?:oo|u)nrizi",
            "khafe ~ ?(?:mishe|shod|shode)|gir karde ~ (?:galoo|galu)\\w*|(?:galoo|galu)\\w* ~ gir karde",
            "(?:or|ur)(?:zh|j)ans ~ ?(?:khabar|zang|biad|befrest\\w*)|(?:zang|khabar) ~ (?:or|ur)(?:zh|j)ans|amb(?:u|oo|o)lans",
            "<who> ~ (?:oftad\\w*|khord\\w*) ~ (?:tek(?:oo|u)n|javab|bidar|boland|khoon|bihoosh)\\w*|tek(?:oo|u)n nemikhor\\w*",
            "<who> ~ (?:oftad|oftade|khord zamin) ~ ?(?:javab nemide|tek(?:oo|u)n nemikhore|zamin|kaf|pele\\w*)?",
            "hal(?:esh|ash|e \\w+) ~ ?(?:bade|bad shode|bad shod|kharabe)",
        ),
        "violence": (
            "da ?a?va ~ ?(?:shode|shod|oftade|mikonan)|kotak (?:mizan\\w*|mikhor\\w*|kari|zad)",
            "ham(?:o|dige\\w*| ro)? ~ mizanan|daran ~ mizanan",
            "<who> ~ <weapon> ~ ?(?:dare|keshide|dasteshe|daran|dastesh)|ba <weapon> ~ (?:oomade|umade|tahdid|hamle)",
            "tahdid ~ ?(?:karde|mikone|kard|be marg)|hamle ~ ?(?:karde|kard|mikone)",
            "(?:zang|khabar) ~ (?:polic|polis|police|herasat)|(?:polic|polis|police|herasat) ~ (?:khabar|biad|zang|befrest\\w*)",
            "mano (?:mikoshe|mizane)|(?:baram|ruum|room|behem) <weapon> ~ ?(?:keshid\\w*|kesh|gereft\\w*)|<weapon> ~ ?(?:keshid\\w*|dastesh\\w*)",
            "(?:shohar\\w*|baba\\w*|pedar\\w*|dadash\\w*|baradar\\w*|maman\\w*) ~ (?:mano|kotakam) ~ ?(?:mizan\\w*|zad|mikosh\\w*)|mige (?:\\w+ )?mikoshamet",
        ),
        "harassment": (
            "moz[ao]he?m\\w* ~ ?(?:mishe|shode|mishan|daram)|ta ?gh?ib\\w* ~ ?(?:mikone|mikonan|karde)",
            "donbalam\\w* ~ ?(?:miad|oftade|karde|oomade)|donbalame",
            "(?:behem|be man) ~ ?dast ~ ?(?:zad|mizane|zade)|dast ~ bardar nist|dast az saram",
            "(?:azam|az man) ~ (?:aks|film) ~ ?(?:migire|gereft|migiran)",
        ),
        "lost_child": (
            "<child> ~ (?:gom (?:shod|shode|kard\\w*)|peyda\\w* nemi\\w*|peidash nemi\\w*|gheybesh zade)",
            "<child> (?:nist|nistesh) ~ ?(?:inja|alan|hamin|hame ja|har ja|peyda\\w*)|<child> nist$",
            "(?:mamanesh\\w*|babash\\w*) ~ gom karde",
        ),
        "theft": (
            "<belongings> ~ (?:dozdid\\w*|dozdidan|mido?zd\\w*|ghapid\\w*|qapid\\w*|zadan|bord va|bordan)",
            "dozd (?:oomade|umade|gereft\\w*)",
        ),
        "danger": (
            "zelzele ~ ?(?:umad|oomad|miad|shod)|^zelzele$",
            "(?:too|tu|to) ?(?:ye )?(?:asansor|asansoor) ~ gir",
            "ezterariye",
        ),
    },
    _GROUPS,
)
HARM = Harm(
    {
        "despair": "khodkoshi|zende (?:bemoonam|bemunam|basham)|bemiram|khodamo (?:bokosham|mikosham)|az zendegi|ragamo|vasiat ?name",
        "fire": "ati?sh\\w*|atash|shole\\w*",
        "medical": "ghash|bihoo?sh|nafas|tashanoj|sekte|kh(?:oo|u)n|shekast\\w*|oftad|oftade|zakhmi\\w*|masmoom|orzhans|urzhans|khafe|nabz",
        "violence": "cha(?:gh|q)(?:oo|u)|ghame|aslahe|tofang|kotak|(?:be )?joo?ne ham|tahdid\\w*|hamle|mizanan(?:esh)?|mosht",
        "harassment": "donbalam\\w*|mozahem\\w*|dast mizane|dastmali|ta ?ghib\\w*|(?<!seda )(?<!noor )(?<!nur )(?<!boo )(?<!garma )(?<!sarma )azyat\\w*|azar(?:am|et|esh|amun|amoon|eshun|eshoon)? (?:\\w+ )?(?:mid\\w+|dad\\w*|mikon\\w*|resund\\w*|resoond\\w*)|azar ?o ?azi?yat|motalak|mitarsam azash",
        "lost_child": "(?:bach\\w*|dokhtaram|pesaram|nov\\w*) (?:\\w+ ){0,5}(?:gom shod\\w*|nist ke nist|peyda\\w* nemikonam)",
        "theft": "dozd|dozdid\\w*|ghapid\\w*|jibbor",
        "danger": "zelzele|gir oftad\\w*|milarze|komak fori|ezterari",
    },
    (
        "yeki|ye|yek|nafar|agha\\w*|khan(?:oo|u)m\\w*|mard\\w*|zan\\w*|pesar\\w*|dokhtar\\w*|bach\\w*|doo?st\\w*|dust\\w*|maman\\w*|madar\\w*|baba\\w*|pedar\\w*|baradar\\w*|dadash\\w*"
        "|khahar\\w*|shohar\\w*|hamsar\\w*|man|mano|behem|azam|komak|zood|komaket\\w*|nemikham|nmikham|mikham|az pele|parking"
    ),
)
# No English sentence has one of these: the words of harm are Persian then.
SPOKEN = one_of(
    (
        "miad|mikon\\w*|nemi\\w+|nmi\\w+|mikham|karde|shode|shod|oftad\\w*|az|ba|too|tu|ke|ye|yeki|be|dare|daran|hast|nist|ast|komak|kard|shekast|raft\\w*",
    ),
    {},
)
TOPIC = one_of(
    (
        "ketab\\w{0,4}(?<!ketabkhon)|ketabe|roman|romane|film|filme|maghale|dastan|nevisande|darbare|dar mored|ye nevise|tamdid|rezerv|moarefi|khande",
    ),
    {},
)
THINGS = one_of(("kart\\w*|ketab(?:esh|am|e|o|esho)?|kif\\w*|g(?:u|oo|o)shi\\w*|arusak\\w*|koole\\w*|ramz\\w*",), {})
