"""Signs of emergencies in English; apostrophes are left out."""

from __future__ import annotations

from language.emergencies.signs import Harm, Signs, one_of

__all__ = ["ABOUT", "HARM", "IDIOM", "PAST", "SURE", "TOPIC", "WEAK"]

_GROUPS = {
    "who": (
        "some ?one|some ?body|he|hes|she|shes|they|theyre|people|person|m[ae]n|wom[ae]n|guys?|dudes?|lad(?:y|ies)|gentlem[ae]n"
        "|boys?|girls?|kids?|child|children|baby|toddler|students?|visitors?|patrons?|readers?|librarians?|guards?"
        "|colleague|coworker|friends?|roommate|flatmate|classmate|dad|father|daddy|mom|mum|mother|brother|sister|sons?"
        "|daughters?|husband|wife|boyfriend|girlfriend|ex|grand(?:mother|father|ma|pa|son|daughter)|uncle|aunt|cousin"
        "|neighbou?r|teacher|stranger|employee|staff|member|i|im|ive|me|we|were"
    ),
    "me": "me|us|him|her|them|people|some ?one|some ?body|every ?one|each other|my \\w+|girls|women|kids|(?:the|an?) (?:librarian|guard|staff|security|woman|man|girl|boy|kid|child|old \\w+|young \\w+|student|visitor|lady)",
    "child": (
        "(?:little |younger? |small |baby |\\d+ year old |year old )*(?:child|kid|son|daughter|boy|girl|baby|toddler|nephew"
        "|niece|grandson|granddaughter|little one|sister|brother)"
    ),
    "place": (
        "floor|library|building|basement|kitchen|hall|hallway|corridor|room|reading|toilets?|stairs|staircase|storage|server"
        "|lobby|roof|wc|cafe|entrance|here|first|second|third|fourth|ground|upstairs|downstairs|children|stacks|elevator|lift"
    ),
    "belongings": "bags?|purse|wallet|(?:cell ?)?phone|laptop|back ?pack|things|handbag|computer|tablet|bike|money|stuff",
}

# Told as what happens, they are emergencies whatever else is said.
SURE = Signs(
    {
        "despair": (
            "(?:kill|killing|hang|hanging|shoot|shooting|drown|drowning|hurt|hurting|harm|harming|cut|cutting|burn|burning"
            "|end|ending) (?:my|him|her|them|one)(?:self|selves)",
            "(?:want|wants|wanted|wanna|going|gonna|wish|ready|rather|like|thinking|thoughts|think|plan|plans|planning|try"
            "|trying|tried|threatens|threatened|threatening|thinks|decided) (?:to |of |about )?(?:just |really "
            "|committing |commit )?(?:die|dying|be dead|suicide|end(?:ing)? (?:it all|my life|his life|her life|it tonight"
            "|everything|things|it now|it))(?! \\w*(?:account|membership|loan|hold|session|chat))",
            "(?:end|ending|take|taking) (?:my|his|her|their) (?:own )?life",
            "(?:dont|do not|no longer|not) (?:want to|wanna) (?:live|be alive|exist|wake up|live anymore)",
            "(?:dont|do not) (?:want to|wanna) be here (?:any ?more|alive)",
            "wish(?:ed)? i (?:was|were|am|had been|had)(?: just| never)? (?:dead|been born|born|gone|died)",
            "wish i (?:could|would) (?:just )?(?:die|disappear forever|not wake up)",
            "(?:no|any|see no|without) (?:point|reason|meaning|purpose) (?:in |to |of |for )?(?:living|live|life|going on|go on"
            "|my life|staying alive|being alive)",
            "(?:cant|cannot|can not) (?:go on|live|keep living|keep going)(?: like this| any ?more| any longer| living)",
            "better off (?:without me|dead)|(?:no ?body|no one) would (?:miss me|care if i)|miss me if i|better if i (?:was|were) dead",
            "(?:im|i am|feel|feeling|hes|shes|he is|she is|friend is|is) (?:\\w+ )?suicidal",
            "(?:took|taken|taking|swallowed|swallow|ate|popped) ~ (?:pills|tablets|poison|bleach|sleeping pills)",
            "overdos(?:e|ed|ing)(?! of)",
            "(?:slit|slitting|cut|cutting) (?:my|his|her|their) (?:\\w+ )?(?:wrists?|veins?|arms?)",
            "(?:im|i am|standing|sitting|stood) (?:\\w+ )?(?:on|at) the (?:edge|ledge|railing|tracks|(?:roof|bridge|balcony|parapet)(?= and i| about| ready| now| i (?:cant|dont)| of the building$))",
            "(?:took|taken|swallowed|had|ate) (?:all |too many |a lot of |the whole )(?:of )?(?:my |her |his |the )?(?:meds|medicine|medication|tablets|pills)|(?:razor|blade|knife) (?:\\w+ )?(?:in my hand|at my wrist|to my wrist|on my wrist)",
            "jump(?:ing|ed)? (?:off|from|out of) ~ (?:roof|bridge|window|building|balcony)",
            "(?:i|im) (?:have been |am )?self ?harm(?:ing|ed)?",
            "(?:commit|committing|attempted|attempting|attempt) suicide (?:tonight|today|now|soon|if)",
            "(?:i|he|she|friend|brother|sister|roommate|son|daughter|someone) (?:will|might|may|is going to|wants to|could) "
            "(?:commit )?suicide",
        ),
        "fire": (
            "(?:on|caught|has caught|catches) fire(?! and| by| book| dvd)",
            "(?:up|gone|went|burst) (?:in|into) flames",
            "(?:theres|there is|there are|see|seeing|saw|smell|smelling|smells) (?:like )?(?:a |an |the |some |lots of |big |huge "
            "|small |thick |black |something )*(?:fire|flames|smoke|burning)"
            "(?! exit| exits| alarm| alarms| ext| escape| door| drill| safety| station| fighter| department| class| training"
            "| hazard| hose)",
            "smoke (?:is )?(?:coming|rising|pouring|everywhere|filling|fills|out of|all over|in the|inside)",
            "(?:bins?|trash|curtains?|paper|desk|outlet|socket|computer|kitchen|room|building|shelf|shelves|floor|house"
            "|library|it|basket|cable|wire|lamp|printer|roof|carpet|sofa|table|car) ~ (?:is|are|s) (?:burning|smoking)",
            "fire (?:in|on|at|near) (?:the |your )?<place>",
            "sparks? (?:\\w+ ){0,4}(?:from|out of|flying|everywhere|coming)|smoke (?:\\w+ ){0,3}(?:from|behind|out of|under) (?:the|a|your|one) \\w+",
            "(?:bin|basket|socket|plug|charger|battery|extension|heater|cables?) (?:\\w+ ){0,6}(?:is|are) (?:burning|smoking|sparking|melting|glowing)",
            "call (?:the )?(?:fire (?:brigade|department|dept|service)|firem[ae]n|fire ?fighters)",
        ),
        "medical": (
            "<who> ~ (?:collapsed|collapsing|fainted|fainting|faints|passed out|passing out|unconscious|unresponsive|choking"
            "|convulsing|convulsions|anaphylaxis)",
            "<who> ~ (?:not|isnt|stopped|aint|hardly|barely) (?:breathing|moving|responding|waking up|breathe)",
            "(?:cant|cannot|can not|wont|will not|doesnt|isnt able to) (?:breathe|wake up|breath|move his|move her)",
            "<who> ~ (?:having|had|has|have|got|gets) (?:a |an |another )?(?:seizure|stroke|heart ?attack|epilep\\w+|fit"
            "|(?:severe |bad )?allergic (?:reaction|shock)|asthma (?:attack|fit)|panic attack|cardiac|chest pains?|contractions)",
            "<who> ~ having (?:an? )?(?:asthma|panic|allergic)",
            "<who> ~ (?:chest pains?|bleeding|turn(?:ed|ing) blue|wont wake up|not waking|badly hurt|hurt badly|seriously hurt"
            "|badly injured|injured|unwell and|water broke|in labou?r|giving birth|electrocuted)",
            "chest (?:is )?(?:hurts|hurting|pains?)",
            "(?:blood (?:is )?everywhere|(?:lots?|so much|a lot|much|losing) (?:of )?blood|wont stop bleeding|bleeding (?:badly|a lot"
            "|heavily|to death|out|from))",
            "<who> ~ (?:fell|fallen|falling|tumbled) (?:down|off|from|over) (?:the |a |some )?(?:stairs|steps|ladder|escalator|balcony"
            "|roof|chair)",
            "<who> ~ (?:fell|fallen|tripped) and ~ (?:hurt|bleeding|broke|broken|blood|hit|moving|move)",
            "<who> ~ hit (?:his|her|my|their) head",
            "<who> ~ (?:(?:fell|fallen|fall|falls|dropped down)(?! in love| for| apart| asleep| out with| behind| short| on hard| into)|lying|lies|laying|(?:on|onto) (?:the )?(?:floor|ground)(?! floor| \\d)) (?:\\w+ ){0,9}(?:not|no|dont|doesnt|cant|cannot|wont|isnt|does not|do not|can not|never) (?:\\w+ )?(?:speak\\w*|talk\\w*|answer\\w*|wak\\w+|get(?:ting)? up|stand(?:ing)?(?: up)?|respond\\w*|react\\w*|opens? (?:his|her|the) eyes)(?! english| persian| farsi| about| with| the (?:phone|telephone|desk)| phone| my (?:e|call|question))",
            "<who> ~ (?:fell|fallen|fall|falls|floor|ground|lying) (?:\\w+ ){0,9}eyes (?:are |is |were )?(?:closed?|shut)|(?:breath\\w*) (?:\\w+ ){0,3}eyes? (?:are |is )?(?:closed?|shut)",
            "throat is (?:swelling|closing|swollen)",
            "(?:call|need|get|send|calling|fetch|bring) (?:an |the |a |us |me |for )*(?:ambulance|paramedics?|medic|911|112|115|999)",
            "(?:need|get|call|find) (?:a |the |us |me )*(?:doctor|nurse)(?: here| now| quick| quickly| fast| please| immediately| right)",
            "is there a (?:doctor|nurse) (?:here|in the|around|nearby|anywhere)",
            "<who> ~ (?:is|are|am|im|hes|shes|might be|maybe) (?:really )?dying(?! to| for| of| from)",
            "<who> ~ (?:drank|swallowed|ate) ~ (?:poison|bleach|cleaner|detergent|battery|coin)",
            "broke (?:his|her|my) (?:leg|arm|neck|hip|ankle|wrist|nose)",
            "<who> ~ (?:went|gone|turned|turning|going) (?:\\w+ )?(?:limp|blue|stiff|grey|purple|white as)|lips (?:\\w+ ){0,3}(?:blue|purple)",
            "<who> ~ (?:slid|slipped|slumped|fell|keeled|toppled|fallen|tumbled) (?:off|over|out of|from|to|onto|on|down) (?:the |a |his |her |their |my )?(?:chair|seat|bench|floor|ground|sofa|steps|table|desk)",
            "<who> ~ (?:not|isnt|wont|doesnt|does not|wouldnt|arent|stopped) (?:answer(?:ing)? (?:us|me|when)|respond(?:ing)?|react(?:ing)?|mov(?:e|ing))(?! to my| my e| to e| by)",
            "(?:face|mouth|eyelid|arm) (?:\\w+ ){0,4}(?:droop\\w*|hang(?:s|ing)|is numb|went numb|sagging)|(?:suddenly|all at once|all of a sudden) (?:\\w+ )?(?:cant|cannot|can not|stopped) (?:speak|speaking|talk|talking|swallow|feel (?:his|her|my) \\w+)(?! to| with| english| persian| about| loudly| here)",
            "(?:lying|lies|laying|found) (?:\\w+ ){0,8}(?:not moving|isnt moving|motionless|unconscious|wont move|bleeding|not responding)",
        ),
        "violence": (
            "<who> ~ (?:has|have|with|pulled|pulls|holding|waving|carrying|carries|got|took|armed) (?:out |with )?an? (?:\\w+ )?"
            "(?:knife|gun|weapon|pistol|rifle|machete|bomb|axe|hammer|blade)",
            "(?:men|people|guys|boys|girls|students|kids|they|two|visitors|theyre|women) (?:\\w+ )?(?:are )?(?:physically )?fighting",
            "(?:theres a|there is a|big|physical) fight|fight (?:in|at|on|near) (?:the )?<place>|fight (?:broke|has broken|breaking) out",
            "<who> ~ (?:beat|beats|beating|punch|punched|punching|kick|kicked|kicking|attack|attacked|attacking|assault|assaulted"
            "|assaulting|stab|stabbed|stabbing|strangle|strangled|strangling|hit|hitting|slap|slapped|slapping|shooting at"
            "|raped|raping|choked|pushed|pushing|pushes|shoved|shoving|shoves) (?:up |over |down )?<me>(?! to (?!the|his|her|my))",
            "<who> ~ (?:shouting|screaming|yelling) (?:at|to) (?:\\w+ )?(?:people|every ?(?:one|body)|each other|visitors|readers|the staff|staff|other \\w+|kids|children) ~ (?:push|shov|hit|kick|threat|throw|spit|punch)\\w*",
            "<who> ~ (?:throwing|hurling|threw|hurled) (?:books|chairs?|things|stuff|bottles?|a \\w+) ~ (?:at|on) <me>",
            "(?:i|im|i am|he is|she is|hes|shes|we are|someone is|is|was|got|getting) (?:being |been )?(?:attacked|beaten(?: up)?"
            "|assaulted|stabbed|strangled|raped|mugged)",
            "threat(?:en|ens|ened|ening) ~ (?:to )?(?:kill|stab|hurt|shoot|beat|bomb|me|us|people|everyone)",
            "(?:he|she|they|ex|husband|m[ae]n|guy|boyfriend|some ?one|father|brother|uncle|stepfather|dad|somebody|person) ~ "
            "(?:to |will |ll |hell |shell |theyll |gonna |wants to )(?:kill|hurt|stab|shoot|beat|attack|hit) (?:me|us|her|him|people|some ?one|every ?one)",
            "(?:will|ll|to|gonna|would) (?:break|snap|cut|slit|smash|bash|wring|crack) (?:my|her|his|our|their|your) (?:neck|throat|head|face|skull|bones?|legs?|arms?|in)",
            "(?:husband|father|dad|mother|mum|mom|stepfather|stepdad|boyfriend|brother|uncle|wife|partner|ex|parents|family|grandfather) ~ (?:hits|beats|kicks|punches|slaps|hurts|abuses|chokes|burns|locks|rapes|beating|hitting|hurting|abusing) (?:up )?<me>",
            "(?:afraid|scared|terrified|dont want|cant|do not want|dont dare) (?:to )?(?:go|going|of going|come|return|to return|of going back) (?:back )?home(?! late| without| empty| yet| before| until| till| first| to | and | with| just| for | so early)|(?:beats|beaten|abused) (?:\\w+ ){0,3}(?:at home|every night|every day|again last night)",
            "(?:theres|there is) a bomb|bomb in the|gun ?shots|shots fired|active shooter",
        ),
        "harassment": (
            "<who> ~ (?:follow(?:ing|s|ed)|stalk(?:ing|s|ed)|harass(?:ing|es|ed)|bothering|touch(?:ing|es|ed)|grop(?:ing|es|ed)"
            "|molest(?:ing|s|ed)|film(?:ing|s|ed)|record(?:ing|s|ed)|photograph(?:ing|s|ed)|grabb(?:ing|ed)|corner(?:ing|ed)"
            "|staring at|stares at|taking (?:photos|pictures|videos) of|flash(?:ing|ed)|assaulting) (?:me|us|my (?:daughter|son"
            "|sister|friend|wife|kid|child)|girls|women|her|a girl|a woman)",
            "(?:expos(?:ed|ing|es) (?:him|her)self|masturbat\\w+|(?:show(?:ed|ing|s)) (?:me |us )?his (?:private|penis|genital)\\w*)",
            "wont (?:leave me alone|stop (?:touching|following|staring|talking to|bothering|looking at)|let me (?:go|leave))",
            "(?:im|i am|being|keep being|getting|was) (?:being )?(?:sexually )?(?:stalked|followed|harassed|groped|molested)",
            "(?:dont|do not) feel safe|feel (?:very |really )?unsafe|(?:scared|afraid|terrified) of (?:him|a man|this man|the man|this guy|that guy)",
            "follows me (?:everywhere|around|wherever)",
        ),
        "lost_child": (
            "(?:lost(?: sight of)?|cant find|cannot find|couldnt find|dont see|have you seen|has anyone seen|where is|wheres) my <child>",
            "my <child> (?:is |has |got |went |just |was |seems |suddenly )*(?:missing|disappeared|gone|vanished|wandered off|ran off|ran away)",
            "my <child> (?:is |has |got |seems |just )*lost(?! (?:his|her|the|a|an|its|their|my|your|in|without|interest|count))",
            "my <child> (?:is |got )lost in",
            "my (?:\\w+ )?(?:\\w+ year old|\\d+ ?yo|<child>) (?:\\w+ ){0,14}(?:cant|cannot|dont|couldnt|nobody can) (?:see|find|spot) (?:him|her|them)",
            "(?:turned|looked) (?:\\w+ ){0,4}(?:and|when) (?:my (?:\\w+ )?<child>|he|she|the <child>) (?:was|wasnt|had|isnt|is) (?:\\w+ )?(?:gone|there|not there|vanished|disappeared|missing)",
            "my kids (?:are )?(?:missing|disappeared|gone|lost)(?! \\w)",
            "(?:theres|there is|found|a|an|this) (?:a |an |little |small |young ){0,3}(?:lost|crying|unattended|abandoned) "
            "(?:little |small |young )?(?:child|kid|toddler|boy|girl|baby)(?! by)",
            "(?:child|kid|toddler|boy|girl|baby) (?:is )?(?:wandering|crying|standing|sitting|all) (?:around )?(?:alone|by (?:him|her)self)",
            "(?:girl|boy|child|kid|toddler|baby) ~ (?:lost|cant find|cannot find|looking for|without|separated from) (?:his|her|their) "
            "(?:parents|mom|mum|mommy|mother|dad|daddy|father|family)",
        ),
        "theft": (
            "<who> ~ (?:stole|stealing|steals|snatched|snatching|grabbed|robbed|robbing|took|taking|running (?:off |away )?with"
            "|ran off with) (?:away )?(?:my|our|her|his|the|a) (?:\\w+ )?<belongings>",
            "(?:being|getting|got|just got|was just) (?:robbed|mugged|pick ?pocketed)",
            "(?:a|the) (?:thief|robber|burglar) (?:is|has|took|broke|here|running)",
            "break(?:ing)? into (?:the |our |my )?(?:lockers?|cars?|building|library|office)",
            "(?:my|our) <belongings> (?:is being|was just|has just been|just got|got) stolen",
        ),
        "violence+": (
            "(?:call|need|get|send|calling) (?:the |a )?(?:police|cops|security|guards?)(?! number| desk| officer job)",
        ),
        "danger": (
            "(?:stuck|trapped|locked|caught) (?:in|inside) (?:the |an |your |a )?(?:lift|elevator|toilet|bathroom|restroom|wc|room"
            "|building|basement|storage|stairwell|library|archive)",
            "(?:ceiling|roof|wall|shelf|shelves) (?:has |have |is |are |just )*(?:collapsed|collapsing|falling|fell|coming down|caved in) "
            "(?:on|down on|onto|over) ~ (?:people|some ?one|me|us|him|her|kids|child|man|woman|readers|visitors)",
            "(?:some ?(?:one|body)|please|quick) (?:please )?help (?:me|us) (?:please )?(?:now|quick|quickly|im (?:hurt|scared)|we are trapped)",
            "(?:building|floor|everything|walls?) (?:is |are )?shaking",
            "(?:my|our|her|his) life is in danger|(?:im|i am|we are) in danger|save (?:me|us)(?: please| now| from (?:him|her|them)| help)*$",
            "its an emergency|this is an emergency|we have an emergency|emergency situation",
            "(?:feel|felt|feeling|having) (?:an |the )?earth ?quake|there(?:s| is) an earth ?quake",
        ),
    },
    _GROUPS,
)

# Words that are enough where nothing speaks of books, courses or rules.
WEAK = Signs(
    {
        "despair": ("(?:i|im|me|my) ~ suicide", "kms", "suicide attempt"),
        "fire": ("flames", "smok[ei]? (?:every|evr)\\w+", "^(?:a |the |help )?fire(?: fire)*(?: help| please| now| upstairs| downstairs)?$", "big fire", "smoke inside"),
        "gas": (
            "smells? (?:\\w+ ){0,2}gas", "gas (?:smell|leak|leaking|leakage)", "smell gas", "leaking gas", "odou?r of gas",
            "smell of (?:\\w+ )?gas",
        ),
        "medical": ("^(?:an )?ambulance(?: please| now| here)?", "medical emergency", "heart ?attack (?:here|now|in the)"),
        "violence": ("^police(?: please| now)?$", "shooting in"),
        "theft": ("^(?:thief|thieves)(?: thief| help| here| in)?",),
        "danger": (
            "^earth ?quake(?: now| here| help)*$", "^emergency(?: help| here| now| please)*$", "^(?:sos|mayday)(?: help)?$",
            "^(?:help help(?: help)*|help (?:me )?(?:im )?dying)$", "explosion", "exploded",
        ),
    },
    _GROUPS,
)  # fmt: skip

# What befalls somebody, in whatever order it is told.
HARM = Harm(
    {
        "despair": (
            "kill(?:ing)? (?:my|him|her)self|hang(?:ing)? (?:my|him|her)self|suicidal|rope|noose|(?:this is|its) my last (?:message|night)|last (?:words|goodbye)|goodbye (?:every ?one|world|forever)"
            "|(?:pain|suffering|everything|it all) to (?:stop|end)(?: forever)?|it to (?:stop|end) forever|reason (?:for me )?to (?:be alive|live|go on|stay alive)|(?:drank|drink|swallowed) (?:\\w+ )?(?:bleach|poison|acid)"
            "|disappear forever|not be (?:here|alive) tomorrow|hate (?:my life|being alive|living)|done with life|tired of (?:living|life|being alive)|give up on life"
            "|cut(?:ting)? (?:my|his|her) \\w+ with|razor|overdose"
        ),
        "medical": (
            "pulse|unconscious|unresponsive|slumped(?: over)?|seizures?|convuls\\w+|chest pains?|not waking|wont wake|stopped breathing|not breathing|breath(?:e|ing)|collapse[sd]?|colapsed"
            "|faint(?:ed|s|ing)?|injured|allergic (?:reaction|shock)|anaphyla\\w+|asthma attack|inhaler|stroke|heart ?attack|water (?:just |has )?broke|labou?r pains?|turn(?:ing|ed) blue|blue lips|vomiting|throwing up|passed out"
            "|cant get up|cannot get up|can not get up|bleed(?:s|ing)?|blood(?! (?:pressure|tests?|results?|thinners?|type|donation|donors?|bank|sugar|and))|broken (?:leg|arm|hip|wrist|ankle|bone)|concussion|poisoned|drown(?:ed|ing)|diabet\\w+ (?:shock|attack|coma)|low sugar"
            "|epilep\\w+|paraly[sz]ed|electrocuted|burn(?:ed|t) (?:his|her|my|their|badly)|head injury|ambulance|unwell and|very sick|really sick"
        ),
        "violence": (
            "knife|knives|gun|pistol|blade|machete|punch\\w*|stab\\w*|beating|beaten|strangl\\w+|chok(?:es|ed|ing)|fist ?fight|fighting|attack(?:s|ed|ing)|assault(?:s|ed|ing)?|rap(?:ed|ing|ist)"
            "|threat(?:s|en\\w*)|weapon|shooting at|(?:been|got|was) shot|broken (?:bottle|glass)|(?<!less )(?<!not )(?<!not too )(?<!not so )violent|hit(?:s|ting)? (?:me|her|him|us|his wife|his kid|the child|people)|slapp(?:ed|ing)|kicking|shov(?:ed|es|ing)|push(?:ed|es|ing) (?:people|(?:an?|the) (?:old|young|little) \\w+|(?:an?|the) (?:man|woman|lady|kid|child|boy|girl|reader|visitor)|others|each other)(?! to )|throwing (?:chairs?|things|bottles?)"
        ),
        "harassment": (
            "creep(?:y|ing)?|follow(?:s|ed|ing) (?:me|us|her|my \\w+)|touch(?:es|ed|ing) (?:me|my (?:leg|body|back|breasts?|thigh|bum|butt|hand|chest|bottom))|grop(?:ed|es|ing)|film(?:s|ed|ing) (?:me|us|girls|women)"
            "|stalk(?:s|ed|er|ing)|expos(?:ed|ing) (?:him|her)self|rubb(?:ed|ing) (?:against|himself)|up ?skirt|wont leave me|harass(?:es|ed|ing|ment)|molest\\w*|catcall\\w*|staring at (?:me|us)|scared of (?:him|her|them|this|that|a|my)"
        ),
        "lost_child": (
            "(?:child|kid|son|daughter|boy|girl|toddler|nephew|niece|(?:yr|year|years) old|\\d+yo) (?:\\w+ ){0,6}(?:ran off|ran away|vanished|disappeared|cant see|cant find|nowhere|wandered|missing|gone)"
            "|(?:cant|cannot|couldnt) (?:find|see) (?:my |our )?(?:\\w+ )?(?:child|kid|son|daughter|boy|girl|toddler|nephew|niece|little one)"
        ),
        "theft": "stealing|thief|burglar\\w*|robb(?:ed|ing|er)|snatched|shoplift\\w*|pickpocket\\w*|cutting (?:\\w+ ){0,2}locks?|breaking into",
        "danger": "(?:building|floor|everything|walls?) (?:is |are )?shaking|trapped|people are stuck|locked in|in danger|life threatening|emergency(?! \\w*(?:contact|saving|exit|fund|room|medicine|number|account|doors?|lights?|phone))",
    },
    (
        "some ?one|some ?body|any ?one here|he|hes|she|shes|they|theyre|people|person|m[ae]n|wom[ae]n|guys?|dude|lad(?:y|ies)|gentlem[ae]n|boys?|girls?|kids?|child|children|baby|toddler|students?|visitors?"
        "|patrons?|readers?|librarians?|guards?|friends?|roommate|flatmate|classmate|colleague|dad|father|mom|mum|mother|brother|sister|sons?|daughters?|husband|wife|boyfriend|girlfriend|ex"
        "|grand(?:mother|father|ma|pa|son|daughter)|uncle|aunt|cousin|nephew|niece|neighbou?r|stranger|i|im|ive|me|my|myself|we|us|him|her|(?:yr|year) old"
    ),
)

# Speaks of something to read, see or learn.
TOPIC = one_of(
    (
        "books?|novels?|films?|movies?|dvds?|cds?|text ?books?|articles?|thes[ie]s|papers? (?:on|about)|authors?|volumes?|editions?"
        "|stor(?:y|ies)|titles?|series|isbn|documentar(?:y|ies)|manuals?|chapters?|guides?|statistics|polic(?:y|ies)|courses?"
        "|class|classes|workshops?|magazines?|poems?|poetry|plays?|mystery|mysteries|thriller|subject|dissertation|research"
        "|prevention|awareness|training|drill|alarm|exits?|extinguishers?|safety|laws?|chemistry|physics|engineering|by \\w+ \\w+$",
        "renew|reserve|on hold|hold it|place a hold|available|borrow|read about|reading about|catalogue|catalog|shelf mark|call number",
    ),
    {},
)
# What is sure otherwise tells of a book's matter behind these.
ABOUT = one_of(
    (
        "(?:books?|novels?|films?|movies?|dvds?|articles?|thes[ie]s|stor(?:y|ies)|documentar(?:y|ies)|manuals?|poems?|guides?"
        "|(?:any|some)thing(?= about| by| like)|textbooks?|play|author|writer|poet|singer) (?:\\w+ )?(?:on|about|of|for|called|named|titled|where|in which|when|who|how|by|with|that)",
        "(?:called|titled|read about|reading about|title is)",
    ),
    {},
)
PAST = one_of(
    (
        "yesterday|last (?:night|week|month|year|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\\w+ (?:days?|weeks?|months?|years?) ago|the other day",
    ),
    {},
)
IDIOM = one_of(
    (
        "(?:cant|cannot|couldnt|can hardly|can barely|could hardly) (?:even )?(?:breathe?|stop)(?: \\w+){0,2} laugh\\w*"
        "|laugh\\w* (?:\\w+ ){0,4}(?:cant|cannot|couldnt|can hardly) (?:even )?breathe",
        "(?:die|died|dying|dead|killed|killing|kill|bleeding) (?:me )?(?:of|from|with) (?:laugh\\w*|bored\\w*|boredom|hunger|thirst"
        "|embarrass\\w*|curiosity|heat|cold|shame|joy|this|your|the)",
        "(?:dying|die|kill) (?:to|for) (?:a|the|an|some|read|get|know|see|have|this)",
        "(?:bot|app|e ?mails?|reminders?|notifications?|noise|spam|messages) ~ (?:harass\\w+|stalk\\w+|kill\\w+|attack\\w+)",
        "bored to (?:death|tears)|over my dead body|eyes (?:are )?bleeding|kill (?:two birds|time|it)|drop dead",
        "(?:phone|laptop|battery|tablet|kindle|mouse|site|website|page|system|server|printer|app|wifi) (?:is |was |has |just |keeps )*"
        "(?:died|dead|dying|on fire|collapsed|choking|bleeding|unresponsive|not responding|stopped responding)",
    ),
    {},
)
