"""Quiet despair: said without a word of harm, in one message or over several."""

from __future__ import annotations

from language.emergencies.signs import one_of

__all__ = ["GRIEF", "LOW", "OWN_LIFE", "QUIET", "REACHING", "VEILED"]

# Said alone, it is despair, though nobody speaks of dying.
_QUIET_EN = (
    "(?:dont|do not|cant|cannot|no longer|hardly|not) (?:really |even |ever )?see (?:the |any |a |much |what )*(?:point|reason|sense|use|purpose) (?:of|in|to|for)? ?"
    "(?:me )?(?:going on|carrying on|keeping on|go on|carry on|keep going|living|live|life|being alive|being here|be here|(?:being|be|sticking|stick|staying|stay) around(?! (?:here )?(?:till|until|for|so many|people|other|all (?:these|the|those)))|(?:being|existing|exist)$|waking up(?: any ?more|$)|trying any ?more|continuing|getting up|it all|any of it)"
    "(?! with(?! (?:it|this|life|everything|all|any of))| to the| waiting| looking| searching)",
    "(?:whats|what is|wheres|where is|is there|theres|there is|see) (?:even |really |still )?(?:the |any |no |even any )(?:point|use|sense|good|reason) (?:of|in|to|for)? ?(?:me )?"
    "(?:going on|carrying on|go on|carry on|keep going|living|live|being alive|being here|it all|getting up|staying alive)(?! with(?! (?:it|this|life|everything|all|any of))| to the| waiting| looking| searching)",
    "(?:cant|cannot|can not|unable to|not able to) (?:\\w+ )?(?:go on|carry on|keep going|keep living|face another day|live like this)(?! with(?! (?:it|this|life|everything|all|any of))| waiting| looking| searching| to the)",
    "(?:cant|cannot|can not|dont|do not|hardly|no longer|never) (?:really |even )?(?:see|know|understand|tell|think of) (?:why|what for|(?:any |a |one )?reason why) (?:i |to )?(?:should |would |have to |must |ought to |even |still |keep )*"
    "(?:go(?:ing)? on(?: living)?|carry(?:ing)? on(?: living)?|liv(?:e|ing)|stay(?:ing)? alive|be(?:ing)? alive)(?! with| to the| waiting| looking| searching| here| in | near)",
    "(?:tired|sick|weary|exhausted|done) (?:of|with) (?:living|life|my life|being alive|existing|waking up|being here)",
    "(?:would|will|d|ll|might) (?:all |both |probably |just )*be (?:so much |much |far |a lot )?(?:happier|better|better off|easier|fine|relieved) (?:\\w+ )?"
    "(?:without me|if i (?:just |simply )?(?:was|were|wasnt|werent|am|am not|did not|didnt|died|disappeared)|when i am gone|when im gone|once im gone)",
    "(?:go to sleep|fall asleep|sleep|lie down|close my eyes) (?:\\w+ ){0,4}(?:never|not|dont|without) (?:have to )?(?:wak(?:e|ing)|open|get) ?up?",
    "(?:hope|wish|rather|prefer|want to) (?:\\w+ ){0,5}(?:never|not) (?:have to )?wake up|never wake up(?: again)?$",
    "(?:no ?body|no one|none of them|not a soul|who|any ?one|any ?body|some ?one) (?:would|will|d|ll) (?:even |ever |really )?(?:notice|care|miss me|mind|know)(?: (?:\\w+ )?if i (?:\\w+ )?"
    "(?:was|were|wasnt|werent|disappeared|vanished|died|am gone|didnt wake up))",
    "no (?:more |real )?(?:strength|energy|will|hope|future|power) (?:left )?(?:in me )?(?:to|for) (?:live|living|go on|carry on|keep going|me|another day|life|face)",
    "(?:nothing|no reason|little) (?:left |more )?(?:for me )?to live for|(?:theres |there is |have )?nothing left (?:for me|in me|to hope for|to look forward to)",
    "(?:lost|losing) (?:all |the |my |any )*(?:hope in life|will to live|hope of ever|reason to live)|(?:lost|given up) all hope",
    "(?:my |this )?life (?:is|isnt|feels|has become|has|seems|looks)(?: just| so| all| completely| totally)? (?:over for me|pointless|meaningless|unbearable|not worth|worth nothing|worthless|no meaning|no point)"
    "|(?:isnt|not|is it|hardly) worth (?:living|it to live)",
    "(?:i |just |to )(?:want|wish|wanna|need) (?:\\w+ ){0,3}(?:to )?(?:disappear|vanish|cease to exist|not exist|stop existing|be gone)(?: forever| for good)?$|(?:dont|do not) (?:want to|wanna) (?:be here|exist|wake up)(?: any ?more)?$",
    "(?:cant|cannot|can not|dont|do not|no longer) (?:really |even |ever )?see (?:a|any|another|the) way (?:out|forward)(?: of (?:this|it|here))?(?: any ?more)?$|(?:theres|there is|have) no way out(?: for me| of this)?(?: any ?more)?$",
    "(?:better|easier|simpler|happier)(?: off)?(?: for (?:everyone|everybody|all|all of them|them|my \\w+|us all))? if i (?:was |were |am |just |simply |had ){0,2}(?:gone|dead|not (?:here|around|alive|born)|never born|disappeared|vanished|died)",
    "(?:better|easier|simpler|happier)(?: off)?(?: for (?:everyone|everybody|all|them|my \\w+))? if i (?:just |simply |really ){0,2}(?:wasnt|werent|was not|were not|am not|isnt) (?:here|around|alive)(?: any ?more)?(?= |$)(?! (?:today|tomorrow|on|at|when|to|in))",
    "unaliv(?:e|ing) (?:my ?self|me)|(?:want to|wanna|could just|wish i could|rather) (?:just )?sleep (?:forever|for ever|and not wake up)|(?:painless|easy|easiest|quickest|best|quick) way to die|to die (?:painlessly|without pain|quickly)",
    "(?:dont|do not|no longer|hardly) (?:even |really )?care (?:any ?more )?(?:if|whether) i (?:live|die|wake up|am alive|make it)|(?:theres|there is|have|ive got|got) nothing (?:left )?to (?:look forward to|hope for)(?: any ?more)?$",
    "(?:its|it is|this is) (?:all )?over for me|(?:cant|cannot) bear (?:to live|living|being alive|my life)|(?:world|everyone|family) (?:is |are )?better (?:off )?without me",
)
_QUIET_FA = (
    "(?:دلیلی|دلیل|فایده|فایده ای|معنا|معنایی|معنی|معنی ای|امیدی|امید|انگیزه|انگیزه ای|هدفی|لزومی|جونی|نایی|توانی|توان) (?:\\w+ ){0,4}(?:نمیبینم|ندارم|نمونده|نیست|نداره|نمیشناسم|پیدا نمیکنم) (?:\\w+ ){0,3}"
    "(?:ادامه (?:بدم|دادن|ی زندگی)|زندگی کنم|زندگی کردن|زنده باشم|زنده بمونم|نفس بکشم)",
    "(?:برای چی|واسه چی|چرا|به چه امیدی) (?:اصلا |دیگه |واقعا ){0,2}باید (?:اصلا |دیگه |هنوز ){0,2}(?:باشم|زنده باشم|زنده بمونم)(?= |$)(?! (?:عضو|تو|اینجا|منتظر|پای|سر))",
    "(?:دلیلی|فایده ای|انگیزه ای|امیدی|توانی|جونی|نایی) (?:برای|واسه|به) (?:\\w+ )?(?:ادامه|زندگی|زنده|موندن|فردا)",
    "(?:نمیدونم|نمیفهمم|نمیبینم) (?:\\w+ ){0,2}(?:چرا|واسه چی|برای چی) (?:\\w+ ){0,3}(?:ادامه بدم|زنده باشم|زنده بمونم|زندگی کنم|نفس بکشم)",
    "(?:ادامه دادن|ادامه|زندگی|زنده موندن|زنده بودن|بودن من|بودنم) (?:\\w+ ){0,3}(?:هیچ )?(?:معنا|معنایی|معنی|فایده|فایده ای|ارزش|ارزشی|مفهومی|لطفی) (?:\\w+ )?(?:نداره|ندارد|نمونده)",
    "(?:بخوابم|بخوابمو|چشامو ببندم|چشمامو ببندم) (?:\\w+ ){0,4}(?:بلند نشم|پا نشم|پانشم|بیدار نشم|باز نکنم|باز نشه)|(?:صبح|فردا|دیگه) (?:\\w+ ){0,2}(?:بیدار نشم|چشم باز نکنم)",
    "(?:نبودنم|نبودن من|بود و نبودم|بودن و نبودنم|مردنم|مرگم|رفتنم از این دنیا) (?:\\w+ ){0,5}(?:فرقی|فرق|مهم نیست|نمیفهمه|متوجه نمیشه|خوشحال|راحت|بهتره)",
    "(?:اگه|اگر) (?:\\w+ ){0,2}(?:نباشم|نبودم|بمیرم) (?:\\w+ ){0,5}(?:فرقی|مهم نیست|نمیفهمه|نمیفهمن|متوجه نمیشه|راحتترن|راحت میشن|راحت تره|خوشحالترن|بهتره)|(?:همه|خانوادم|خونوادم|اونا) (?:\\w+ ){0,2}(?:بدون|از دست) من راحت\\w*",
    "(?:کاش|کاشکی|ای کاش|دلم میخواد|میخوام|ترجیح میدم|خدا کنه) (?:(?!(?:(?:اگه|اگر)(?! (?:قرار|قراره|اینجوری|اینطوری|همینه|زندگی))|سر(?! بار)|کار(?! خدا)|عضو|مشترک|دانشجو|خونه|شهر|تهران|ایران|مسئول|مجبور|منتظر|انتظار|لیست|صف|فهرست|بدهکار|حاضر|نفر|جزو|شاید|ولی|رزرو|تمدید|امانت|کتاب|بیام|ببرم|بدونم|کنم|خبرنامه|گروه|کانال|باشگاه|کلاس|کارگاه)(?= ))\\w+ ){0,7}(?:نباشم|نبودم|محو شم|محو بشم|وجود نداشتم|وجود نداشته باشم|بیدار نشم|نبودم اصلا|تموم شم)(?! (?:تو|سر|دیگه تو) )",
    "(?:دیگه )?(?:نمیخوام|دوست ندارم|دلم نمیخواد) (?:دیگه )?(?:باشم|وجود داشته باشم|صبح بشه|فردا بیاد|فردا رو ببینم|بیدار شم|بیدار بشم)(?= |$)(?! (?:عضو|تو|مشترک))",
    "(?:به )?(?:ته خط|اخر خط|اخرش|بن بست) (?:رسیدم|رسیده ام|رسیدهم|هستم|زندگیم)|ته خطم|اخر خطم",
    "(?:از همه چی|از همه چیز|از همه|از دنیا) (?:و \\w+ )?(?:بریدم|بریده ام|بریدهم|کندم|دل کندم)|بریدم از (?:همه|دنیا|زندگی)",
    "(?:توان|طاقت|جون|نای) ادامه (?:دادن )?(?:رو |را )?(?:ندارم|نمونده)",
    "زندگی\\w* (?:برام |واسم |برای من |دیگه |برا من ){1,2}(?:\\w+ )?(?:تموم شده|تمومه|تمام شده|بی معنیه|بی معناست|بی معنی شده|بی معنی|پوچه|جهنمه|جهنم شده|تلخه|سیاهه|نمیارزه)",
    "(?:هیچ )?امیدی (?:به (?:\\w+ )?(?:اینده|زندگی|فردا|هیچی|هیچ چی|هیچ چیز) )?(?:ندارم|برام نمونده|نمونده برام|تو دلم نیست)|ناامیدم از (?:همه|زندگی|دنیا|اینده)|(?:دیگه )?چیزی برای (?:من |زندگی |از دست دادن )(?:نمونده|ندارم)",
    "(?:میخوام|میخواهم|دلم میخواد) تمومش کنم (?:رفته )?همه ?چی\\w*$",
    "(?:دلیلی|دلیل|انگیزه ای|انگیزه|معنایی) (?:دیگه )?(?:نمیبینم|ندارم|نمیشناسم|نمونده|نیست) (?:که |برای |واسه )?(?:باشم|بمونم|بمانم|بودنم|موندنم|بودن)$",
    "(?:نمیدونم|نمیفهمم) (?:اصلا |واقعا )?(?:چرا|واسه چی|برای چی) (?:هنوز |دیگه |اصلا ){0,2}(?:هستم|زنده ?ا?م|وجود دارم|نفس میکشم)$",
    "(?:کاش|کاشکی|ای کاش) (?:اصلا |هیچ ?وقت |هرگز |از اول ){0,2}(?:به )?دنیا (?:نیومده بودم|نیامده بودم|نمیومدم|نمی ?امدم)",
    "(?:همه چی|همه چیز|اینا|این درد|این رنج) (?:\\w+ ){0,2}(?:تموم بشه|تموم شه) (?:راحت (?:شم|بشم)|برای همیشه)|برای همیشه (?:بخوابم|برم از|راحت شم|راحت بشم|نباشم)|(?:خسته|سیر)(?:م| ام|م شده| شدم) از (?:زنده بودن|نفس کشیدن|بودن)$",
)
_QUIET_LATIN = (
    "dige (?:\\w+ )?(?:nemitoo?nam edame|nemitunam edame|omidi|delili nemi\\w+|dalili nemi\\w+)",
    "(?:kash|kashki|delam mi ?khad|mikham|mixam) (?:(?!(?:age(?! (?:gharar|inj))|sar(?! bar)|kar(?! khoda)|too?ye(?! (?:in )?(?:donya|zendegi))|ozv|khoo?ne|khune|tehran|iran|danesh\\w*|liste?|saf|entezar|majboo?r|bedehkar|shayad|vali|rezerv|reserve|tamdid|ketab|biam|bedoo?nam|bedunam|konam)(?= ))\\w+ ){0,6}(?:nabasham|bidar nasham|boland nasham|pa nasham|nabashim|bidar nemishodam|mahv sham)",
    "(?:sobh|farda|dige) (?:\\w+ )?(?:bidar|boland) nasham",
    "zendegi\\w* (?:\\w+ ){0,2}(?:tamoo?m shod\\w*|tamum shod\\w*|bi ?ma+ni\\w*|pooch\\w*|puch\\w*|jahannam\\w*)",
    "(?:hich )?omidi (?:\\w+ )?(?:nadaram|namoo?nde|namunde|nist baram)",
    "(?:dalili|delili|angize i|angizeyi|fayde i|faydeyi) (?:\\w+ ){0,3}(?:edame|zende|zendegi)|edame dadan (?:\\w+ ){0,3}(?:fayde|faide|ma+ni|arzesh)\\w*",
    "be (?:tahe|tah e|akhare) khat|az hame chi? boridam|boridam az hame|(?:bood o |bud o )?nabo?odanam (?:\\w+ ){0,5}(?:fargh|mohem)\\w*",
    "(?:nemi ?kham|nemixam) (?:dige )?(?:basham(?=$| khaste| az hame)|bidar sham|vojood)",
    "kash(?:ki)? (?:\\w+ ){0,2}(?:mordam|mordeh? budam|mordeh? boodam|mimordam|be donya nay\\w+)|kash(?:ki)? be donya nay\\w+",
)
QUIET = one_of((*_QUIET_EN, *_QUIET_FA, *_QUIET_LATIN), {})

# What use it is that one lives, asked of oneself: it is meant, whatever book or exam stands beside it.
OWN_LIFE = one_of(
    (
        "(?:what|any|no|the|much) (?:use|point|good|sense|worth) (?:is|in|of) (?:my|me) (?:being|staying|living|still being)(?: alive| here at all|$)",
        "(?:زنده بودن|زنده موندن|زنده ماندن)(?:م| من)(?: \\w+){0,2} (?:چه|به چه|هیچ) (?:فایده|ارزش|درد|معنی|معنا|سود|دلیل)\\w{0,3}|(?:واسه چی|برای چی|چرا) (?:اصلا |دیگه |هنوز |باید ){0,2}زنده ?(?:ا?م|باشم|بمونم)(?= |$)",
        "zende ?(?:boo?dan|bu?dan|moo?ndan|mundan)a?m(?: \\w+){0,2} (?:che|be che) (?:fayde|arzesh|dard|mani)\\w{0,4}|(?:vase chi|baraye chi|chera) (?:asan |aslan |dige ){0,2}zende ?(?:a?m|basham|bemoo?nam)(?= |$)",
    ),
    {},
)
# Who does not dare, or want, to go home, and whose people turn bad when they drink: asked about, whatever is asked beside.
_NOT_HOME = (
    "(?:dont|do not|cant|cannot|afraid to|scared to|terrified to|too (?:afraid|scared) to|rather not|never) (?:really |even |ever )?(?:want to |wanna |like to |dare to |dare )?(?:go|be|get|going) (?:back )?home(?: tonight| today| any ?more| again| at all| now)?(?= (?:its|it is|because|cos|cause|my|he|she|they|is|can|please|im|i am)\\b|$)",
    "(?:afraid|scared|terrified) (?:of|to) (?:going|go|be|being|get) (?:back )?home",
    "my (?:step ?dad|step ?father|step ?mum|step ?mom|step ?mother|dad|father|mum|mom|mother|husband|boyfriend|partner|uncle|brother)(?: \\w+){0,3} (?:gets?|goes|turns|is) (?:really |so |very )?(?:bad|violent|nasty|rough|angry|mean|mad) (?:when|if|after) (?:\\w+ ){0,3}(?:drink|drinks|drinking|drunk)",
    "(?:step ?dad|step ?father|step ?mother|step ?mum|step ?mom)(?: he| she)? gets? (?:really |so |very )?(?:bad|violent|nasty|rough|angry|mean|mad)",
    "(?:نمیخوام|نمی خوام|میترسم|می ترسم|جرات ندارم|دلم نمیخواد|روم نمیشه) (?:\\w+ ){0,1}(?:برم|برگردم) (?:خونه|خانه)(?: ?مون| خودمون)?(?= (?:بابام|مامانم|شوهرم|چون|میزنه|میترسم|دعوا|ناپدریم|اونجا|امشب|میشه|جایی)|$)",
    "از (?:خونه|خانه) رفتن میترسم|(?:ناپدریم|بابام|پدرم|شوهرم|داداشم)(?: \\w+){0,2} (?:مست|مشروب)(?: \\w+){0,3} (?:میکنه|میشه|میخوره|میاد|میزنه|میترسم)",
    "(?:nemi ?kham|mitarsam|jorat nadaram) (?:bargardam|beram) (?:khoone|khune|khoonamoon)(?= (?:babam|mamanam|shoharam|chon|mizane|mitarsam)|$)",
)
# A book for somebody who does not want to go on, and of whom nothing else is said: asked about.
VEILED = one_of(
    (
        *_NOT_HOME,
        "(?:book|books|novel|something|anything)(?: to read)? (?:is there )?(?:for|about) (?:when )?(?:a person|people|person|someone|somebody|one|you|those|i|a man|a woman)(?: who| that)? (?:just |really )?(?:dont|doesnt|do not|does not|no longer|not) (?:even )?want(?:s|ed)? to "
        "(?:continue|go on|carry on|be here|exist|live|keep going|be alive)(?: living| with life| in life| any ?more| any longer)?$",
        "کتاب\\w{0,3}(?: چیزی)?(?: (?:دارید|دارین|هست|میخوام))?(?: که)? (?:برای|برا|واسه) (?:وقتی|کسی|ادمی|اونی|یکی|اونا|کسایی)(?: که)?(?: ادم| کسی| یکی){0,1}(?: دیگه)? (?:نمیخواد|نمیخوان|دوست نداره) (?:ادامه بده|ادامه بدن|باشه|زنده باشه|زندگی کنه|زنده بمونه)$",
        "ketab\\w{0,2} (?:baraye|bara|vase) (?:vaghti|kasi|adami|uni)(?: ke)?(?: adam)?(?: dige)? nemikhad (?:edame bede|bashe|zende bashe|zendegi kone)$",
    ),
    {},
)

# Heavy, but may be said of a long queue: asked about, and remembered.
_LOW_EN = (
    "(?:dont|do not|not sure|no idea) (?:\\w+ )?(?:know )?why (?:im|i am|i m|i) (?:\\w+ ){0,2}(?:writing|telling|saying|write|tell)(?: \\w+)? ?(?:this|here|you|it|that)",
    "(?:havent|have not|hardly) (?:\\w+ )?slept(?! with)(?: \\w+){0,3}(?:$| and i)|(?:sit|lie|am) (?:\\w+ )?awake every night",
    "(?:cant|cannot|can not) (?:take|stand|bear|do|cope with) (?:it|this|that|life|everything|things) (?:any ?more|any longer)|i cant cope(?: any ?more)?$|(?:dont|do not) want to (?:go|carry) on(?: any ?more| like this)?$",
    "(?:nothing|none of it|everything|it all) (?:\\w+ ){0,2}(?:makes|make|made) (?:any |no )?sense(?: any ?more| since| without| to me)|nothing (?:\\w+ )?matters(?: any ?more| to me)?|nothing makes me happy",
    "(?:everything|it all|life|every day|my days?|my head|the world|inside) (?:is|feels|seems|has been|has gone|feel|are|just feels) (?:\\w+ ){0,2}(?:empty|hopeless|dark|heavy|pointless|numb|grey|black|unbearable|too much)",
    "i (?:am |feel |have been |m )?(?:\\w+ ){0,2}(?:hopeless|worthless|useless to|so alone|all alone|completely alone|lonely|empty inside|broken inside|numb|a burden)|im (?:\\w+ ){0,2}(?:hopeless|worthless|so alone|all alone|lonely|a burden|broken)",
    "(?:tired|sick|fed up) (?:of|with) (?:everything|it all|every ?one)|i (?:have|ve) (?:no ?body|no one|nobody left)|no ?body (?:\\w+ ){0,2}(?:cares|understands|loves) (?:about )?me|theres no ?one left",
    "(?:havent|have not|cant) (?:\\w+ )?(?:slept|sleep|eat|eaten|get out of bed|stop crying) (?:\\w+ ){0,3}(?:days|weeks|any ?more|since)|cry(?:ing)? (?:myself to sleep|every night|all night|every day)|cant stop crying",
    "i (?:feel|felt|am feeling|have been feeling|ve been feeling) (?:\\w+ ){0,2}(?:empty|alone|lonely)(?= |$)(?! handed)(?! in (?:thinking|this|my opinion|the (?!world|end|dark)\\w+))<asks>|(?:feel|feeling) (?:really |very |so |pretty |quite |rather ){0,2}(?:low|depressed|miserable|numb)(?= |$)(?! on)<asks>",
    "^(?:i |im |i am |and |think |guess |just |so |feel |feels |like ){1,6}done with (?:everything|it all|life|people)$|^(?:\\w+ ){0,3}i (?:just |really |only )?feel like giving up$",
    "(?:everything|it all|life) (?:just |only )?hurts(?= |$)(?! when| to pay)|my (?:whole )?life (?:is|has become|feels like) (?:\\w+ )?(?:a mess|hell|falling apart|in ruins)|(?:dont|do not|no idea|not sure) (?:know )?how (?:to|i can|ill|i will) (?:go on|carry on|keep going)(?! with| to| from| in)",
    "(?:what|why) am i (?:even |still |actually )?here for$|why am i (?:even |still )?alive$|no ?(?:body|one) (?:really )?(?:needs|wants) me(?: any ?more)?$|^i (?:wont|will not) be (?:around|here) much longer$",
    "tell (?:my )?(?:mum|mom|mother|dad|father|family|parents|kids|children|wife|husband|everyone) (?:that )?(?:im|i am) sorry(?: thats all| that is all| goodbye)?$|tell (?:my )?(?:mum|mom|mother|dad|father|family|parents|kids|children|wife|husband|everyone) (?:that )?i (?:always )?loved? (?:them|him|her|you)$",
    "(?:whats|what is|wats|what s) even the point(?: any ?more| of (?:it|anything|trying|me))?$|(?:whats|what is|wats) the point (?:any ?more|of (?:anything|trying any ?more|me))$",
    "(?:given up|giving up|give up) (?:on )?(?:everything|hope|myself|trying)$|since (?:he|she|mom|mum|dad|my \\w+) (?:is gone|died|passed|left|has gone|passed away) (?:\\w+ ){0,4}(?:nothing|empty|cant|dont)",
)
_LOW_FA = (
    "نمیدونم چرا (?:\\w+ ){0,3}(?:مینویسم|میگم|پیام میدم|میگم اینا رو)|(?:هیچ|اصلا|واقعا) حالم خوب نیست|(?:چند|چن|دو|سه|چهار|\\d+) ?(?:شب|شبه|روزه|روز) (?:\\w+ ){0,2}(?:نخوابیدم|خوابم نمیبره|نخوابیده ام|چیزی نخوردم)",
    "(?:خیلی وقته|مدتیه|چند وقته|یه مدته|این روزا|همیشه|اصلا|چند ماهه|هفته هاست) (?:\\w+ ){0,4}(?:حالم خوب نیست|حالم بده|حال ندارم|دلم گرفته|گریه میکنم|افسرده|داغونم|خوب نیستم|غمگینم|تنهام)",
    "(?:هیچی|هیچ چی|هیچ چیز|هیچ چیزی) (?:\\w+ ){0,3}(?:خوشحالم نمیکنه|برام مهم نیست|مهم نیست برام|معنی نداره|فرقی نداره|ارزش نداره|ارومم نمیکنه|حالمو خوب نمیکنه)|برام (?:\\w+ )?(?:مهم نیست|معنی نداره) (?:دیگه )?(?:هیچی|هیچ چی|زندگی)",
    "(?:حس|احساس|فکر) (?:میکنم|می ?کنم|کنم) (?:که )?(?:دیگه |واقعا ){0,2}(?:هیچی|هیچ چی|هیچ چیز|هیچ چیزی|زندگی|ادامه دادن) (?:دیگه |برام |واقعا ){0,2}(?:فایده|فایده ای|معنی|معنایی|ارزش|ارزشی) (?:نداره|ندارد)(?= |$)",
    "(?:چند|چن|دو|سه|چهار) ?(?:هفته|ماه)\\w{0,3} (?:ست |است |که |هست |شبا |شب ها |شبها |اصلا |درست ){0,3}(?:نمیخوابم|خوابم نمیبره|خواب ندارم|نمیتونم بخوابم)",
    "(?:خسته ?شدم|خستم|خسته ام|خستهم|سیرم|بریدم) از (?:همه چی|همه چیز|همه|خودم|دنیا)|از (?:همه چی|همه چیز|همه|خودم) (?:دیگه )?(?:خسته|خستم|سیر|متنفر|بدم)\\w*|دیگه (?:نمیکشم|بریدم|توان ندارم|تحمل ندارم|طاقت ندارم|جون ندارم|کم اوردم)$|کم اوردم$|دیگه (?:نمیخوام|نمیتونم) ادامه بدم$",
    "(?:خیلی |خیلی خیلی |واقعا |دیگه )(?:تنهام|تنها شدم|ناامیدم|داغونم|دلم گرفته|افسردهم|افسرده ام|پوچم)|هیچ ?کس\\w* (?:رو |را |و )?ندارم|کسی (?:رو |را )?ندارم|هیچ کس (?:\\w+ ){0,2}(?:دوستم نداره|منو نمیفهمه|به فکرم نیست)|احساس (?:پوچی|بی ارزشی|تنهایی)",
    "(?:هر شب|شبا|همه شب|از صبح) (?:\\w+ ){0,3}(?:گریه میکنم|گریه|خوابم نمیبره)|(?:نمیتونم|نمیتونم دیگه) (?:\\w+ ){0,2}(?:گریه نکنم|تحمل کنم)$|سربار (?:همه|خانواده|بقیه)",
    "(?:(?:هیچ )?راهی (?:برام|واسم|برای من) (?:نمونده|نمانده|نیست)|(?:هیچ )?راهی نمونده(?: برام| واسم| برای من)?|^(?:دیگه )?هیچ راهی ندارم)$|دیگه (?:نا|جون|رمق) ندارم$|^سربار \\w+$",
    "(?:هیچ ?کس\\w*|هیچکی|هیشکی) (?:\\w+ )?(?:منو|من رو|من را) (?:نمیخواد|دوست نداره)$|همه ?چی(?:ز)? (?:\\w+ )?(?:تموم شده|تمومه|تمام شده) (?:برای من|برام|واسم)$|(?:برای من|برام|واسم) (?:دیگه )?همه ?چی(?:ز)? (?:تموم شده|تمومه)$",
    "دارم (?:\\w+ ){0,3}تموم (?:میشم|می ?شم)|(?:به )?(?:مامانم|مادرم|بابام|پدرم|خانوادم|بچه هام|همه) (?:رو |را )?(?:بگین|بگید|بگو) (?:که )?(?:منو ببخش\\w*|دوستش\\w* داشتم|متاسفم)$",
    "(?:یه جایی|جایی|یه جا) (?:\\w+ )?(?:که )?(?:دیگه )?(?:هیچ ?کس|هیچکی|کسی) (?:\\w+ )?پیدام نکنه",
    "(?:از وقتی|بعد از) (?:\\w+ ){0,4}(?:رفت|مرد|فوت کرد|رفته|رفتن|فوت) (?:\\w+ ){0,4}(?:هیچی|هیچ چی|تنها|نمیتونم|حالم|زندگی|داغونم)",
)
_LOW_LATIN = (
    "khaste ?(?:shodam|am|m)? az (?:hame ?chi?|hame ?chiz|hame|donya|khodam)|az hame ?(?:chi?|chiz) (?:khaste|khastam|sir|boridam)|dige nemikesham$|kam avordam$",
    "(?:hich ?kas|hich ?ki|hishki) (?:\\w+ )?(?:mano|man ro) (?:nemikhad|doost nadare)$|(?:hich ?kas|hich ?ki|hishki) doost\\w* nadare$|(?:hich ?kas\\w*|kasi) (?:ro|o|ra)? ?nadaram|(?:kheyli|kheili|kheli|vaghean) (?:tanham|tanha shodam|naomidam|daghoonam|daghunam|delam gerefte)|hichi (?:\\w+ )?(?:mohem nist|khoshhalam nemikone|mani nadare)",
)
# Who says so and asks for a thing of the library's is given that.
_NO_WISH = r"(?!.{0,160}\b(?:do you|have you got|is there|are there|any ?thing|something|recommend|suggest|looking for|clubs?|events?)\b)"
LOW = one_of((text.replace("<asks>", _NO_WISH) for text in (*_LOW_EN, *_LOW_FA, *_LOW_LATIN)), {})

# Counts only after something heavy was said, or asked for.
_REACHING = (
    "(?:is|are) there (?:\\w+ ){0,4}(?:number|line|hot ?line|help ?line|some ?one|some ?body|any ?one|any ?body) (?:\\w+ ){0,7}(?:call|ring|talk|phone|speak|listen|write)|(?:number|line|hot ?line) (?:\\w+ ){0,3}(?:call|ring|phone)|hot ?line|help ?line",
    "(?:talk|speak) (?:to|with) (?:some ?one|some ?body|any ?one|any ?body|a (?:person|human|real))|(?:some ?one|some ?body|any ?one|any ?body|no ?body|no one) (?:\\w+ )?(?:to|who|that) (?:\\w+ ){0,2}(?:talk|listen|speak|listens)"
    "|who (?:can|do|does|could|should|would) (?:i|one|you|we) (?:\\w+ )?(?:talk|speak|turn|call|ring|phone)",
    "(?:just|only|simply) (?:wanted|needed|had|want|need) (?:to )?(?:\\w+ ){0,2}(?:say|tell|write|share|talk|get it out|get it off)|(?:dont|do not|no idea|not sure) (?:know )?why (?:im|i am|i m|i) (?:even )?(?:telling|writing|saying|tell|write)",
    "at night|in the night|middle of the night|so late|doesnt matter (?:any ?more|now|anyway)|never mind me|sorry (?:for|to) (?:bother\\w*|burden\\w*|tell\\w*|dump\\w*)|thank(?:s| you) for (?:listening|everything)|good ?bye|nobody else|no one else",
    "(?:فقط|همین ?که|همینکه) (?:\\w+ ){0,2}(?:میخواستم|خواستم|میخوام) (?:\\w+ ){0,4}(?:بگم|گفته باشم|بنویسم|حرف بزنم|بدونه|بشنوه|خالی شم)|(?:به یکی|به کسی|به یه نفر|به یک نفر) (?:\\w+ )?(?:بگم|گفته باشم|حرف بزنم)",
    "(?:باهاش|باهام|با کسی|با یکی|با یه نفر|باهاشون|کی) (?:\\w+ ){0,4}(?:حرف|درد ?دل|صحبت|بزنم)|کسی (?:هست|نیست|پیدا میشه) (?:\\w+ ){0,4}(?:حرف|گوش|صحبت|بشنوه)|(?:گوش|حرفامو|حرفمو|دردمو) (?:\\w+ )?(?:بده|بشنوه|بشنود)",
    "(?:شماره|شماره ای|خطی|تلفنی|جایی) (?:\\w+ ){0,4}(?:زنگ|تماس|حرف|کمک)|نصف ?شب\\w*|نیمه ?شب|شبا|شبها|این وقت شب|نمیدونم چرا (?:\\w+ ){0,3}(?:میگم|مینویسم|گفتم|نوشتم)|دیگه مهم نیست|ببخشید (?:\\w+ ){0,2}(?:درد|سرتون|اینا|مزاحم)|خداحافظ|مرسی که (?:گوش|خوندی)",
    "(?:be yeki|be kasi|be ye nafar) (?:\\w+ )?(?:begam|gofte basham)|(?:faghat|faqat) (?:\\w+ )?(?:mikhastam|khastam)|(?:bahash|ba kasi|ba yeki) (?:\\w+ ){0,2}(?:harf|dard ?e? ?del|sohbat)|kasi (?:hast|nist) (?:\\w+ ){0,4}(?:harf|goosh|gush)|shomare ?(?:i|yi)? (?:\\w+ ){0,3}(?:zang|hast)|nesfe? ?shab|shaba",
)
REACHING = one_of(_REACHING, {})

# What is asked for by somebody who may carry it: nothing is said of it, and it is remembered.
_GRIEF = (
    "grief|grieving|bereave\\w*|mourning|losing (?:a|my|your|someone|somebody) ?\\w*|loss of (?:a|my)|after (?:a|the) (?:loss|death)|depress(?:ion|ed)|loneliness|suicide|(?:my|our) (?:\\w+ )?(?:died|passed away|is dead|death)|hopelessness|despair|anxiety",
    "سوگ|سوگواری|عزاداری|داغدار|داغ (?:فرزند|عزیز|مادر|پدر)|افسردگی|تنهایی|خودکشی|(?:مادرم|پدرم|بابام|مامانم|همسرم|شوهرم|زنم|بچم|پسرم|دخترم|برادرم|خواهرم|دوستم) (?:\\w+ ){0,2}(?:فوت|مرد|رفت|از دست)|از دست دادن|ناامیدی|اضطراب",
    "soog|sog|afsordegi|tanhayi|az dast dadan|khodkoshi",
)
GRIEF = one_of(_GRIEF, {})
