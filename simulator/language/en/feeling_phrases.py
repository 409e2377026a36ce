"""English phrases of feeling: apology, condolence, acknowledgement, thanks, ownership."""

from __future__ import annotations

NAMED_FEELING = (
    "(frustrated|frustrating|frustration|upset|upsetting|angry|anger|annoyed|annoying|annoyance|worried|worrying"
    "|worry|worries|disappointed|disappointing|disappointment|stressed|stressful|stress|scared|scary|afraid"
    "|anxious|anxiety|nervous|confused|confusing|confusion|overwhelmed|overwhelming|furious|livid|devastated"
    "|devastating|distressed|distressing|distress|painful|pain|hurt|hurtful|sad|unhappy|embarrassing"
    "|embarrassed|exhausting|exhausted|infuriating|maddening|disheartening|alarming|unsettling|concerned"
    "|concerning|unnerving|lonely|shaken|shocked|shocking|fed up|sick of|horrible|awful|terrible|dreadful"
    "|tiring|irritating|heartbreaking|humiliating|panic|overlooked|ignored|let down|mad|gutted|grief|alone)"
)
HARD_TIME = (
    "(hard|difficult|tough|rough|unpleasant|inconvenient|important|urgent|serious|miserable|daunting|tricky|a lot"
    "|a nightmare|a shock|the last thing|the worst|no fun|a nuisance|a headache|rotten|unbearable)"
)
_BAD = (
    "(rotten|terrible|awful|horrible|dreadful|shocking|ridiculous|appalling|outrageous|shame|pity|nightmare|disaster|miserable"
    "|unacceptable|inexcusable|disgraceful|absurd|mess|pain|shambles|ordeal|heartbreaking|cruel|lousy|nasty|nuisance|rough"
    "|tough|frustrating|upsetting|disappointing|stressful|worrying|exhausting|annoying|infuriating|maddening|sad|poor show|hard"
    "|scary|frightening|painful|bitter|unfair|hurtful|insulting|humiliating|gutting|grim|crushing|far from okay)"
)
_VERY = "(very|so|really|extremely|quite|incredibly|terribly|truly|deeply|rather|pretty|how|such a)"
_DEAD = (
    "(husband|wife|mother|father|mom|mum|dad|mam|son|daughter|brother|sister|partner|parent|grandmother"
    "|grandfather|gran|grandma|grandpa|nan|granny|uncle|aunt|friend|fiance|fiancee|child|baby|spouse|twin"
    "|cousin|niece|nephew|stepfather|stepmother|loved one|late)"
)

FEELING_PHRASES: dict[str, tuple[str, ...]] = {
    "sorry.said": ("sorry", "soz", "my bad"),
    "sorry.apology": (
        "apologize", "apology", "(accept|offer|send|give) ... apology", "=apologise", "apologizes",
    ),
    "sorry.regret": (
        "(we|i) (deeply|sincerely|truly|really|very much)? regret (that|the|this|what|how|any|your|to|having)",
        "(please|pls|kindly)? forgive (us|me|our|the|my)",
        "(please|kindly) (pardon|excuse) (us|me|our|the|my|any)", "ask (for)? your (forgiveness|pardon)",
        "beg your pardon for",
    ),
    "sorry.hear": (
        "sorry to (hear|read|learn|see|find|know) (that|this|about|of|it|your|you|the|from|how|what)?",
        "sorry (about|for) (that|this|the|any|your|all|what|how|our|my|it)",
    ),
    "sorry.conditional": (
        "sorry (if|should|in case)", "(apologize|apology) (if|should|in case)",
        "(sorry|apologize|apology) (to you|to hear|to anyone)? (that)? you (feel|felt) (that|this|the|like|so|it)?",
        "(sorry|apologize|apology) (that)? you (were|are|have been|got|became|seem) "
        f"{_VERY}? ({NAMED_FEELING}|offended|bothered|dissatisfied|under the impression|inconvenienced by)",
        "sorry (that)? you (think|believe|find|see it|took|take|misunderstood|interpreted|perceived|perceive|are not happy)",
        "(sorry|apologize) for (how|the way) you (feel|felt|are feeling)", "if (i|we|it|this|that|anyone|anybody|something|my|our) ...5 (sorry|apologize)", "sorry (about|for) your (feelings|perception|opinion)",
        "(sorry|apologize|apology) for (any|the|a)? (offence|offense|upset|hurt feelings) you (may|might) (have)? (feel|felt)",
        "(sorry|apologize|apology) (but|however) you (should|could|must|did|have to|need to|ought|failed|were)",
        "(sorry|apologize|apology) (but|however) (that|this|it) (is|was) your (own)? (fault|mistake|error|responsibility)",
        "(sorry|apologize|apology) for (any|the|your) (misunderstanding|confusion) on your (part|side|end)",
        "sorry (that)? (it|this|that|he|she|they|we) (made|makes|make) you feel", "if ...3 (sorry|apologize)",
        "(sorry|apologize) (that)? your (feelings|expectations) (were|are|was|have)",
        "(sorry|apologize) ... (if|in case) (you|anyone|anybody|someone|it|this|that|i|we) (were|was|are|is|felt|feel|have|had|has"
        "|caused|offended|upset|came|seemed|found|did|made|misunderstood|got)",
    ),
    "sorry.other": (
        "sorry (could|can|would|what|who|when|where|which|how|did|do) (you|was|is|your|i|that|it|did|do)",
        "sorry (i|we) (did not|do not|could not|can not)? (catch|understand|follow|get|hear|quite)",
        "sorry to (bother|disturb|trouble|interrupt|ask|chase)", "sorry state", "sorry to say", "better safe than sorry",
        "sorry for (asking|the question|another question|my english|my bad english)", "feel sorry for",
        "sorry one (more|last) (question|thing)", "sorry (i|we) (meant|mean)", "sorry not sorry",
    ),
    "sorry.refusal": (
        "(sorry|apologize|apology) (but|however|though)? (we|i|this|that|it|there|the|unfortunately|you) (am|is|are|can|could|do"
        "|will|does|have|would|must)? (not|no|unable|never|nothing|impossible|only)",
        "sorry (no|not|nothing|unable|impossible|unfortunately)",
        "sorry (but|however) ...4 (not|no|unable|policy|impossible|nothing|rules)",
        "sorry (this|that|it) (is|will be)? (not|impossible)",
    ),
    "sorry.denied": (
        "(no|any|without|not) ...2 (reason|need|cause|obligation) ...2 (sorry|apologize|apology)",
        "nothing to (be sorry|apologize) (for|about)?", "(you|he|she|they) ... (say|said|are|is|were) (not)? sorry",
        "(you|he|she|they|customer) ...2 apologize", "(do not|no need to|need not) (be sorry|apologize)",
        "(your|his|her|their) (sorry|apology)", "another sorry", "(word|words) sorry", "sorry (does|will|can) not",
        "not sorry", "(will|would) you be sorry",
    ),
    "condolence.plain": (
        "condolence", "(with|in|our|my|deepest|sincere|heartfelt) ...2 sympathy", "sympathy (for|on|to)",
        "sorry (for|about|to hear of|to hear about|to learn of|to learn about|to read of|to read about|to hear) (of|about)? your "
        "(terrible|sad|great|recent|tragic|sudden|painful|huge|enormous|awful)? loss",
        "(for|of|about) your (terrible|sad|great|recent|tragic|sudden|painful)? (loss|bereavement)",
        "(rest|rests) in peace", "=rip", "(my|our) thoughts (are|go|and prayers)", "thinking of you", "(my|our) heart goes out",
        "(thoughts|prayers) ...3 (with|for) (you|your family|the family)", "may (he|she|they) rest", "may (his|her|their) (memory|soul)",
        "(feel|mourn|grieve) with you", "share your (grief|sorrow|loss)", "lost (him|her|someone|somebody)",
        "sorry (that)? (he|she) (has|is|had)? (died|passed|dead|gone)", "sorry (that)? you (have|had|just)? lost (your|him|her|them|a|someone)",
        f"sorry ...3 (death|passing|loss) (of)? (your|him|her|{_DEAD}|such|someone)?", f"sorry ...4 (your|his|her) {_DEAD}",
    ),
    "condolence.context": (
        "sorry (to hear|to learn|to read|about|for|that)", "(so|very|deeply|truly|really|terribly|extremely|sincerely) sorry",
        "(sad|saddened|heartbreaking|heartbroken|saddening) (to|news|about|for|by)?", "difficult time", "hard time", "sorry",
        "wish you (much|lots of|a lot of|all the)? strength", "(terrible|sad|awful|tragic|devastating) (news|loss)",
        "please accept my", "(take|send) care of yourself", "my sincere",
    ),
    "condolence.death": (
        "(died|die|death|deceased|passed away|passed on|passing|funeral|widow|widower|widowed|bereaved|bereavement|late"
        "|cremation|undertaker|burial|buried|coffin|hospice|mourn|mourning|grief|condolence)",
        f"(died|dead|passed|lost|loss|gone) ...3 {_DEAD}", f"{_DEAD} ...3 (died|dead|passed|lost|gone|suicide)",
        "no longer with us", "estate of", "(my|his|her|the) late", "lost (my|her|his|our) ",
    ),
    "emotion.strong": (
        f"(understand|see|imagine|appreciate|hear|realize|get|know|tell|sense|feel|recognize|acknowledge) ...2 (how|why|that|you|this|it|what) ...4 {NAMED_FEELING}",
        f"(understand|appreciate|hear|share|feel|see|acknowledge|recognize|sense|know|sorry for|sorry about) (all|the|and|both|fully|completely)? (your|the) ...2 {NAMED_FEELING}",
        f"(must|can|could) (be|have been|feel|be feeling|seem|have felt|still be|only be|not be) ...2 ({NAMED_FEELING}|{HARD_TIME})",
        f"(that|this|it|which) (is|was|sounds|must|seems|feels|looks) {_VERY}? (and|both|be|like)? {_VERY}? {NAMED_FEELING}",
        f"(i|we|anyone|anybody|everyone) (would|will|might) (also|too)? (be|feel|have been) {_VERY}? {NAMED_FEELING} (too|as well|myself|if|in your|about|also)?",
        f"(you are|you have every|you have) ...3 (right|reason|entitled) ...2 {NAMED_FEELING}",
        f"(right|reason) to (be|feel) ...2 {NAMED_FEELING}", f"no wonder (you|that you|this|it)",
        f"(understandable|understandably|natural|normal|reasonable) ...4 {NAMED_FEELING}", f"{NAMED_FEELING} ...2 (is|are) ...2 (understandable|justified|valid|reasonable|normal|natural)",
        f"(i|we) (can)? (understand|see|hear|know) (that)? you (are|feel|must) {_VERY}? {NAMED_FEELING}",
        f"(know|understand|see|imagine|realize|appreciate|can tell) (how|what|that this|this|that it|it) ...4 {HARD_TIME}",
        f"{_VERY} {NAMED_FEELING} (when|to|for you|that|situation|experience|news|day|week)",
        "understand (completely|fully|totally)? (your|the) (feelings|mood|situation|urgency|impatience|position|point|side)",
        f"(caused|causing|cause|gave|given|brought) ...3 (you|your) ...3 {NAMED_FEELING}",
        f"(such a|a|an|this) {_VERY}? {NAMED_FEELING} (situation|experience|time|thing|day|week|moment|wait)",
        f"(such a|a|an|this|very|these) {_VERY}? (hard|difficult|tough|rough|painful) (time|times|moment|situation|days|weeks|position|period)",
        f"it (is|was) {_VERY}? {HARD_TIME} (for you|when|to lose|to be|after|at a time|enough)",
    ),
    "emotion.serious": (
        "(is|are|was) not on", "not what (you|anyone|anybody|one|a person) (want|need|expect|pay|paid|deserve|ask|sign)", "(nobody|no one|no parent|no customer|no family) (want|should|deserve|like|need) (to)?", "(do not|can not|would not) blame you", "of course you (are|were|feel|want)", "you are (right|absolutely right|completely right|totally right|entitled) (to|and|that|about|it)", "(that|this|it) (must|can|will|would|has to) (sting|hurt|smart|feel)", "poor (you|thing|woman|man|lady|boy|girl|soul)", "(know|knows) (the|that|this) feeling", "what a (day|week|time|year|wait|story|journey|trip|start|pity|shame|mess|nuisance|nightmare)", "(i|we) get (it|that|why|how)", "(enough|a lot|so much) (on your (plate|mind|shoulders)|to (deal|cope|take|think|carry|bear))", "(on top of) (everything|all|it|that)", "(ruined|spoiled|spoilt|wrecked) (your|the|his|her)", "after (all|everything|what) you (have|had)? (been|went|gone|lost|waited)", "(one thing|step|one step) at a time", "(there is|is) no (hurry|rush)", "(a|too) (bit|little) much", "(a|quite a|such a) lot (for|to|at) (you|one|anyone|take|once|ask)", "(many|most|lots of|plenty of|a lot of|all) (people|customers|of us|folks) (find|get|struggle|feel|ask|stumble|are)", "(anyone|anybody|everyone) (would|could|gets|get) (be|feel|have|lost|confused|angry|worried|stuck|react|ask)", "(wish|wished) (it|this|that|i|we) (was|were|could|had) ...3 (easier|different|better|not|simpler|otherwise)", "(not|hardly|no) (the) (way|welcome|experience|holiday|wedding|birthday|start|service|trip|goodbye) (you|that|we|anyone)", "you (have)? (waited|been waiting|had to wait) ...3 (long|enough|already|hours|days|weeks|<number>)", "(ages|forever|eternity)", "(you have|have) been through", "(left|leave|leaving) you (standing|waiting|hanging|alone|in the|without|stranded|stuck|in)", "too (often|many times)", "(rightly|quite rightly|right|fair) (so|point|enough|angry|upset)", "(that|this) (is|was) (no|not) (joke|small|fun|laughing|trivial|way|okay|good|acceptable|nice|fair|right|pleasant)", "(means|meant|mean) (a lot|so much|the world|something|everything) (to|for) (you|him|her)", "matters (to you|so much|a lot)", "(how|so) (much|important) (it|this|that|he|she) (means|meant|matters|mattered|is|was)", "your (poor)? (nerves|worry|fear|grief|pain|anger)",
        f"what (a|an) {_BAD} ...2 (thing|day|week|start|experience|situation|ordeal|time|shock|way|blow|story|morning|night|journey|trip|mess|welcome|surprise|disappointment|wait)?",
        f"(that|this|it|which) (is|was|must be|must have been|has been|sounds|feels|looks) (just|simply|really|so|very|pretty|absolutely|truly|quite|clearly|of course|not|more than|beyond)? {_BAD}",
        f"(how|so) {_BAD}", "(ashamed|embarrassed) (of|by|about|to|for) (that|this|it|us|what|how|read|hear|our)", "(you|nobody|no one|anybody|one) should (never|not)? (have (had|needed|needs) to|have to|need to|be (left|treated|made|kept)|have been (left|treated|kept|made|told|put))",
        "(does not|do not|not) (bear|like to) (think|imagine)", "(long|ages|forever) to wait", "(must|can) not (be|have been) easy", "(not|never) (been)? easy (for you|to|day|days|time|at|when|these)?", "(weighs|weigh) on you", "(on top of|as if) (everything|that|all|it|losing|grief)", "(at|in) (such|a) (a)? (time|moment) like this", "(i|we) hear (you|how|your)", "you (sound|seem|are) {0} (and|about|because|that)?".replace("{0}", NAMED_FEELING), "(be|stay|been) waiting (for)? (so|this|that|far|too) long", "(wait|waited|waiting) ...3 (is|was) (too|far|much|way) (long|too long)", "(takes|takes) courage",
        "(far|much|way) too (long|many|much|late|often)", "too long (to|for|a)", "(long|longer) ...2 than ...2 (acceptable|okay|should)",
        "not (good|acceptable|okay|fair|right|on|the|what|how) (enough|at all|way|experience|service|full stop|you|we)?"
        " (want|would|should|deserve|expect)?",
        "not (acceptable|good enough|fair|on at all|how you should)", "unacceptable", "(you|nobody|no one|one) (should|ought) (not|never)? (to)? have (had)? to",
        "(deserve|deserved) (better|an answer|more|to)", "every right", "every reason", "that (is|was) a (long|lot|terrible|poor|bad|big|rotten|horrible|huge)",
        "(a whole|an entire|whole) (day|week|month|year|hour|morning|afternoon|evening|weekend)", "(three|four|five|six|two|third|fourth|second|<number>) (times|time|calls|messages|weeks|months) ...4 (too|long|nobody|no one|without|not|no answer)",
        "(no|not) ...3 (small thing|small matter|trivial|fun|joke)", "the last thing you (need|want)", "not what (you|anyone|anybody) (want|need|expect|would)",
        "(i|we) (can|do|fully|completely|totally|truly|really) (only|fully|completely|totally|truly|really)? (imagine|understand|see|appreciate|hear|get) (how|why|what|that you|that this|that it|this must|that must)",
        "(know|understand|see|realize|aware) (how|what|that|this) ...2 (much|important|serious|urgent|means|meant|mattered|matters) ...3 (you|your|him|her)?",
        "in your (shoes|place|position) (i|we)", "(would|will) feel (exactly)? the same", "(makes|make) ...2 (you)? feel", "that (is|was) (really|very|so)? (hard|tough|rough|serious|important)",
        "not (stupid|silly|alone)", "no (question|such thing) ...3 (stupid|silly|bother)",
        "(totally|completely|perfectly|quite|very|absolutely) (understandable|normal|natural)", "(anyone|anybody|everyone) would (be|feel)", "not your fault",
    ),
    "thanks.said": (
        "thank", "thanks", "thank you", "(much|very|really|greatly|truly|sincerely|do|we|i) (appreciated|appreciate)", "appreciated", "(am|are|be|very|so|really) grateful (to you|for your|that you|for)",
        "(express|my|our) gratitude", "=cheers", "grateful for your", "much obliged",
    ),
    "thanks.other": ("thanks to", "thank (god|goodness|heavens)", "(you|no) thank (us|me)", "appreciate (if|it if|how|that (this|it)|why|the (frustration|situation))",
                     "(can|do|fully) appreciate (how|why|that|your (frustration|concern|anger|position))", "would appreciate", "no need to thank", "thankless", "(do not|not) thank"),
    "own.fault": (
        "(this|that|it|which) should (not|never) (have)? (happen|be allowed|been|gone|reach|go)", "(no|not an|without) excuse (for|on|from)?", "inexcusable", "dropped the ball", "(slip|slipped|slips) (up|through)", "(on our|on my) (account|part|side|end)", "(our|my) (technician|driver|colleague|team|staff|letter|system|website|shop|people|crew|warehouse) should (have|not|never)", "owe you (an|a|our|my|more)", "(that|this|it) (was|is) (careless|sloppy|wrong) of (us|me)", "(we|i) (clearly|simply|really|obviously) (failed|let|got|should|did not)", "(we|i) (have)? (kept|left|keeping|leaving) you (waiting|hanging|in the dark|without|standing|alone)", "(we|i) (broke|have broken) (our|my|a|the|that)", "(we|i) (lost|mislaid|misplaced|mixed up|overcharged|forgot|mistyped|double charged|charged you twice|sent the wrong|booked the wrong)",
        "(our|my) (own)? (mistake|fault|error|failure|failing|slip|oversight|blunder|mess|bad|wrongdoing|omission|mix up|responsibility|screw up)",
        "(mistake|fault|error|failure|blame|responsibility) (is|was|lies|lay|entirely|here|on) ...3 (our|ours|us|mine|my|me)", "(fault|mistake|error) (is|was) (entirely|all|completely|fully)? (ours|mine)",
        "(we|i) (have|really|clearly|simply|also|had|badly)? (failed|messed up|screwed up|dropped the ball|let you down|got (this|that|it|things) wrong|mishandled|overlooked|slipped|fell short|made (a|an|the) ...2 (mistake|error))",
        "(let|letting) you down", "(we|i) (should|ought to) (have|never have|not have) (not|never)?", "(we|i) (should|ought to) have",
        "(take|takes|accept|accepts|bear|assume|own) (full|the|all|complete|total|personal)? (responsibility|blame)", "(we|i) (take|own) (ownership|this|that|it|up to)", "take ownership",
        "(that|this|it) (is|was) (all|entirely|completely|fully|squarely)? (on|down to) (us|me)", "(we|i) (are|am) (responsible|to blame|at fault)", "(we|i) (was|were) wrong", "(we|i) got (it|that|this) wrong",
        "(that|this) (is|was) (ours|mine) (to fix|to sort|to solve)?", "(something|it|this|that|things) (went|gone|go) wrong (on|at) (our|my) (side|end|part)", "(on|at) our (side|end|part)", "owe you (an|a|our|my) (apology|explanation|answer)",
        "(nobody|no one|none of us) (here|on our side|from us|in our team)? ...2 (answered|replied|called|picked|told|informed|reacted|noticed|checked|explained)", "we (did not|never) (answer|reply|call|tell|inform|react|respond|check|deliver|keep|do what)",
        "(blame|fault) (is|lies) (with)? (us|me|ours|mine)", "we are the ones who", "(we|i) (caused|created) (this|that|the|you)",
    ),
    "own.charge": (
        "leave (it|this|that) (with|to) me", "(i|we) (will|am going to)? ...2 (take it|handle (it|this|that|everything)|take over|deal with (it|this)|sort (it|this)) from here", "(i|we) will not (close|leave|drop|stop|rest|forget)", "(i am|i will be) (dealing with|handling|looking after|chasing|on) (this|it) (personally|myself|until|for you)", "(it is|this is) (now)? (my|our) (job|responsibility|task|duty|case) (to|now|and)?", "(i|we) (will)? ...3 (myself|in person|personally)",
        "(i|we) (will)? (personally|myself) ...3 (handle|take|look|follow|see|make|oversee|deal|call|check|stay|watch|sort|ensure|contact|keep|chase|monitor|track)",
        "(i|we) will (stay|remain|be) (with|on|beside) (you|this|it|your) ...4 (until|till|throughout|the whole|all the way|to the end|end)", "(see|seeing|follow|following|carry) (this|it|that|your case|your request) (through|to the end|all the way)",
        "(i|we) (will|am|are) (take|taking|be taking) (personal)? (charge|ownership|care of (this|it|everything) (personally|myself|from))", "(your|the) (single|only|one|personal) (point of)? contact", "(stay|am|remain) on (it|this|your case) (until|till)",
        "(i|we) will not (rest|stop|let go|close|leave|give up) ...4 (until|till|before)", "(i|we) (will)? ...3 (until|till) (it|this|that|everything|the matter|your) ...3 (is|are|has|have|solved|fixed|sorted|resolved|done|arrives|safely)",
        "(i|we) (am|are|will be|stay) (your|the) (contact|person|owner|one who) (person|for|of|until)?", "(i|we) (will)? (own|take on) (this|your) (case|problem|issue|matter|complaint)?", "(on|under) my (watch|desk|own desk)", "(will|can) (deal with|handle|look after|take care of) (this|it|everything|your case) (myself|personally)",
        "directly to me", "(ask|call) (for)? me (directly|personally)", "from now on ...4 (me|i)", "i am (making|taking) (it|this) my",
    ),
}  # fmt: skip
