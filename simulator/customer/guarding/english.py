"""The words of English that the guard looks for; every other language has the checks that need no words.

Phrases are written as in scenarios (`docs/patterns.md`). A match of `not_x` takes away a match of `x` that
it overlaps: "stop thanking me" is no thanks.
"""

from __future__ import annotations

from simulator.language.wordlist import wordset

ROLE = [
    "how (can|may|could|might|shall|should) (I|we) ...2 (help|assist|serve|support)",
    "(can|may|could|let) (I|we|me|us) (help|assist|serve|support) you",
    "what (can|may|could) (I|we) do for you",
    "(anything|something|what) else (that)? (I|we) (can|could|may) (help|assist|do)",
    "as an? (ai|assistant|language model|chatbot|=bot|virtual|automated|artificial)",
    "I am (an|a|just|only|merely|actually)? (an|a)? ...2 (ai|assistant|language model|chatbot|"
    "virtual agent|computer program)",
    "language model",
    "artificial intelligence",
    "(openai|chatgpt|anthropic)",
    "thank you for (contact|reach|your patience|your message|bring|call|choose|your feedback|your "
    "understanding)",
    "thanks for (contact|reach|your patience|your message|bring|call|choose|your feedback|your "
    "understanding)",
    "we (apologize|regret|value|appreciate)",
    "(for|about) (the|any|this|your) ...1 inconvenience",
    "(I|we) (can|will|would|could|shall) (gladly|happily|certainly|also)? (help|assist) you",
    "(happy|glad|pleased|here|delighted) to (help|assist|serve)",
    "(I|we) (can|will|would|could|shall) (gladly|happily|certainly|also)? (refund|replace|ship|"
    "process|arrange|escalate|transfer|reimburse|compensate) ...3 (you|it|this|that)",
    "(I|we) (can|could|will|would like to) offer you",
    "(I|we) will (look into|check|investigate) (this|that|it|your) ...2 (for you|matter|case|order|"
    "account|right away|immediately)",
    "your (order|case|refund|complaint|request|ticket|account) (have been|has been|will be)",
    "our (team|policy|department|records|customer service|support|specialist|warehouse)",
    "(dear|valued) customer",
    "rest assured",
    "let me (check|look into|transfer|connect|put you|see what I can)",
    "please (hold|bear with|stay on the line|provide|confirm your|verify)",
    "(can|could|would|may) you (please)? (provide|confirm your|verify)",
    "I am (a|the|your) ...2 (agent|representative|support|customer service|manager|advisor|assistant)",
    "do you have any (other|further|more) questions",
    "how would you like to proceed",
    "what seems to be the problem",
]  # fmt: skip
OBEYS = [
    "(my|system|these|previous|hidden|initial) (instruction|prompt|guideline|programming|directive|"
    "direction)",
    "(the|this|a|that) prompt",
    "(my|the) (role|character|persona|script) (is|say|as|here|of)",
    "role play",
    "roleplay",
    "(this|the|a) (simulation|scenario|role play|roleplay|training conversation|exercise)",
    "(in|out of|break) character",
    "I (be|was|am|have been) (told|instructed|programmed|designed|trained|supposed) (not)? to (not)? "
    "(play|say|act|pretend|respond|answer|behave|reveal|speak|write)",
    "(ignore|forget|disregard) ...3 (instruction|rule|direction|prompt)",
    "(sure|certainly|absolutely|of course|okay) here (is|are|you)",
    "here is (my|the|your) (prompt|instruction|system|requested|text)",
    "as (you)? (instructed|commanded)",
    "I (will)? (pretend|play) (to be|as|the (customer|part|role))",
    "I am (now)? (play|act) (as|the|a)",
    "(locked|unlocked|hidden|secret) fact",
    "the user",
    "the customer (would|should|must|needs to|has to|reply|respond|wants to)",
    "(let me|I will|I should|I need to) (craft|draft|compose|phrase|role play)",
    "(stay|remain|keep|staying|remaining) (in|to) (character|the part|my part|the role)",
    "(my|this|the) (final|revised|rewritten) (answer|response|message|version)",
    "word (count|limit)",
]  # fmt: skip
ENDS = [
    "(goodbye|farewell|adios|ciao|cheerio)",
    "au revoir",
    "good bye",
    "=bye",
    "good night",
    "see you (later|soon|around|then|never)",
    "I am (=leaving|=going now|hang up|hanging up|log off|logging off|out of here|off now|off then|"
    "finished here|=done here|=gone)",
    "I am =done (with|talking|wasting|here)",
    "(I|we|let us) (will|can|shall|want to|would like to|am going to|going to)? (end|close|finish|"
    "terminate) (this|the|our) (chat|conversation|call|talk|ticket|contact)",
    "(end|close|closing|ending) (this|the|our) (chat|conversation|call|talk|ticket|window)",
    "(I|we) (really)? (have to|need to|must|have got to|got to|should|better) (go|leave|run|hang up) "
    "(now|=soon|then|already)?",
    "I will (go|leave|hang up|stop here|be off|be on my way|take my leave) (now|then|you)",
    "(I|let me) (will)? (hang up|log off|sign off)",
    "(take|taking) my (business|custom|money) elsewhere",
    "(this|the|our) (conversation|chat|call|talk|discussion) is (=over|finished|=done|closed|ended)",
    "end of (the|this)? (conversation|chat|story|discussion)",
    "(have|enjoy) (a|your) (very)? (nice|good|great|lovely|pleasant|wonderful|rest of) ...2 (day|"
    "evening|one|night|weekend|morning|afternoon)",
    "forget it",
    "we are (=done|finished)",
    "I give up",
    "(talk|speak|write) to you (later|soon|tomorrow)",
    "that is all (I need|for today|for now|from me)",
    "that will be all",
    "nothing (else|more|further) (from me|to say|to discuss|to add)",
    "case closed",
    "until next time",
    "take care",
]  # fmt: skip
NOT_ENDS = ["(not|do not|never|wait) ...2 (hang up|close the|end the|forget it)", "before (I|you) (go|leave)"]
SOFT = {
    "thanks": [
        "thank you", "thanks", "thank", "thankful", "grateful", "(I|really|much|truly) appreciate",
        "appreciated",
        "(much obliged|bless you)", "cheers",
    ],
    "not_thanks": [
        "(not|stop|keep|quit|spare|skip|enough) ...2 (thank|thanks)", "never mind the thank",
        "(the|a|your|another) thank ...1 you",
        "(the|your) thanks", "thanks for nothing", "no thanks", "no thank you",
        "thanks to (you|your|this|that)",
        "(why|what) ...3 thank", "(not|hardly) ...2 (appreciate|grateful|thankful)",
    ],
    "apology": [
        "(I|we) am ...2 sorry", "(so|very|really|truly|terribly) sorry", "sorry (for|about|to|that|if)",
        "(I|we|my|sincere|our) (apologize|apology)", "please forgive", "forgive me", "my (fault|mistake|bad)",
        "I should not have (shout|yell|said|be|get|react|write)", "I (was|be) (rude|unfair|too harsh|wrong)",
    ],
    "not_apology": [
        "I am ...1 sorry (but)? ...3 not ...1 (follow|understand|get|know|hear|catch|see)",
        "(not|never) ...3 sorry", "(not|never) ...2 (apologize|my fault|my mistake)",
    ],
    "praise": [
        "you (are|be|have been) (a|an|so|very|really|most|truly|too|being|the|my|such|such a|just)? ...1 "
        "(kind|helpful|great|nice|wonderful|amazing|professional|polite|lovely|star|angel|lifesaver|"
        "=best|fantastic|sweet)",
        "(great|excellent|amazing|wonderful|fantastic|brilliant|outstanding|terrific|superb) "
        "(service|job|work|help|support|answer|idea|news|company)",
        "good (job|work|service)", "well =done", "(very|so|really|extremely) helpful",
        "that (is|be|sound) (so|very|really|just|absolutely)? (kind|nice of|sweet|lovely|thoughtful|"
        "helpful|wonderful|great|perfect|amazing|fantastic|good of you|excellent)",
        "(perfect|wonderful|fantastic|amazing|awesome|brilliant|excellent|lovely|marvellous)",
        "I am (so|very|really|just|quite)? (happy|glad|pleased|delighted|impressed|satisfied|"
        "relieved|thrilled)",
        "(what|such) a relief", "(made|make) my day", "I love (you|it|this|that|how|your)",
        "(highly)? recommend you", "five stars",
    ],
    "not_praise": [
        "not ...2 (kind|helpful|great|nice|wonderful|amazing|happy|glad|pleased|impressed|satisfied|"
        "lovely|perfect|recommend|love|=best|relieved)",
        "never ...2 recommend",
    ],
    "soothing": [
        "no (problem|worry|rush|hurry|pressure)", "not a problem", "do not (you)? worry",
        "take (all)? (your|the) time",
        "it is (all right|alright|understandable|totally fine|perfectly fine|really fine|quite all right)",
        "that is (understandable|totally fine|perfectly fine|completely fine|quite all right)",
        "I (completely|fully|totally|quite|perfectly)? understand (your|that you|how|completely|the "
        "situation|your position)",
        "(I|you are) (completely|totally|fully) (understand|forgiven)", "I ...1 (forgive|trust) you",
        "I believe (in)? you",
        "I feel ...2 better", "(not|is not) your fault", "(mistakes|things) happen",
        "I (will|am happy to|can) wait ...2 (happily|gladly|patiently|as long)",
        "(happy|glad) to wait", "I have faith", "all (is|be) (forgiven|good|well)",
    ],
    "not_soothing": [
        "not ...2 (trust|believe|forgive|understand)", "why (should|would) I (trust|believe|forgive) you",
        "I (have)? (a|some)? problem",
    ],
}  # fmt: skip
PHRASES = {"role": ROLE, "obeys": OBEYS, "ends": ENDS, "not_ends": NOT_ENDS, **SOFT}
SOFT_KINDS = tuple(key for key in SOFT if not key.startswith("not_"))

NUMBER_WORDS = {
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "dozen": "12",
    "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10", "eleventh": "11", "twelfth": "12", "thirteenth": "13", "fourteenth": "14",
    "fifteenth": "15",
    "sixteenth": "16", "seventeenth": "17", "eighteenth": "18", "nineteenth": "19", "twentieth": "20",
}  # fmt: skip
"""Number words with the figures that they are compared as; one, two and the great round ones are idioms."""
PASSING_DAYS = wordset("today tomorrow tonight yesterday")
"""Days that are named from now and say nothing of the case."""
MONTHS_TOO = wordset("march may")
"""Months that are other words as well: with a capital inside a sentence they are meant."""
NO_NAMES = wordset("god english ok okay mr mrs ms miss tv sir madam internet christ jesus lord")
"""Words with a capital that are nobody's name."""
GESTURES = wordset(
    "sigh sighs sighing sighed laugh laughs laughing laughed chuckle chuckles chuckling giggles pause "
    "pauses paused pausing smile smiles smiling cry cries crying sob sobs sobbing shout shouts shouting "
    "yell yells yelling whisper whispers whispering mutter mutters muttering grumble grumbles groan "
    "groans silence silent angrily coldly calmly quietly softly sarcastically frown frowns frowning "
    "shrug shrugs shrugging nod nods nodding breath breathes exhales scoffs rolls slams typing types "
    "hesitates hesitating gasps angry sad annoyed furious relieved tearful beat inaudible sarcasm "
    "sarcastic trembling sniffs sniffing sniffles sobbing tears glares glaring stares staring snaps snapping "
    "scoffing huffs huffing crossing gritting clenched raised rolling throws shaking shakes irritated "
    "frustrated exasperated impatiently bitterly firmly wearily annoyance disbelief sarcastically voice"
)
NARRATED = wordset(
    "says said asks asked replies replied answers answered adds added writes crosses looks leans"
)
"""What a narrator has somebody do, behind their name."""
ROLES = wordset(
    "agent customer assistant user system human ai bot support representative operator advisor me you "
    "company narrator model response reply direction service message final answer output chat mr mrs ms miss "
    "dr"
)
"""Who a line may be put down to before a colon."""
POSING = wordset("as playing portraying")
"""Words after which a customer's own name is that of a part."""
DICTATED = (
    r"\b(?:say|repeat|answer|reply|respond|write|type|print|output|tell me|echo)\b(?:\s+\w+){0,4}?"
    r"\s*[:\"\u201c\u2018]\s*[\"'\u201c\u2018]?(?P<text>[^\"\u201d\n]{3,200})",
    r"\b(?:repeat after me|say after me|(?:please|just|now|simply) say|(?:answer|reply|say) only)\b"
    r"[\s,:]+(?:with|that)?\s*[\"'\u201c\u2018]?(?P<text>[^\"\u201d\n]{3,200})",
)
"""Regular expressions for words that somebody puts into the customer's mouth."""
