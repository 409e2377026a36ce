"""English contractions and chat spellings, opened up: "I'll" is "I will", "dont" is "do not"."""

from __future__ import annotations

from simulator.language.wordlist import wordset

_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS_AFTER = wordset("it that this what who where when how there here he she everything something")
_STEM_OF_NOT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}

# The number says after how many letters the second word begins; 0 marks one word for one word.
ENGLISH_CONTRACTIONS: dict[str, tuple[int, tuple[str, ...]]] = {
    "im": (1, ("i", "am")), "ive": (1, ("i", "have")), "youre": (3, ("you", "are")),
    "youve": (3, ("you", "have")), "youll": (3, ("you", "will")), "theyre": (4, ("they", "are")),
    "theyll": (4, ("they", "will")), "theyve": (4, ("they", "have")), "weve": (2, ("we", "have")),
    "thats": (4, ("that", "is")), "whats": (4, ("what", "is")), "heres": (4, ("here", "is")),
    "theres": (5, ("there", "is")), "lets": (3, ("let", "us")), "cannot": (3, ("can", "not")),
    "cant": (3, ("can", "not")), "dont": (2, ("do", "not")), "wont": (2, ("will", "not")),
    "didnt": (3, ("did", "not")), "doesnt": (4, ("does", "not")), "isnt": (2, ("is", "not")),
    "wasnt": (3, ("was", "not")), "arent": (3, ("are", "not")), "werent": (4, ("were", "not")),
    "hasnt": (3, ("has", "not")), "havent": (4, ("have", "not")), "hadnt": (3, ("had", "not")),
    "couldnt": (5, ("could", "not")), "shouldnt": (6, ("should", "not")),
    "wouldnt": (5, ("would", "not")), "shouldve": (6, ("should", "have")),
    "gonna": (3, ("going", "to")), "wanna": (3, ("want", "to")), "gotta": (3, ("have", "to")),
    "lemme": (3, ("let", "me")), "gimme": (3, ("give", "me")),
    "u": (0, ("you",)), "ur": (0, ("your",)), "pls": (0, ("please",)), "plz": (0, ("please",)),
    "plse": (0, ("please",)), "thx": (0, ("thanks",)), "thnx": (0, ("thanks",)), "tnx": (0, ("thanks",)),
    "ty": (0, ("thanks",)), "msg": (0, ("message",)), "acct": (0, ("account",)), "pm": (0, ("pm",)),
    "tmrw": (0, ("tomorrow",)), "tmr": (0, ("tomorrow",)), "tomorow": (0, ("tomorrow",)),
    "ok": (0, ("okay",)), "tel": (0, ("phone",)), "telephone": (0, ("phone",)), "mins": (0, ("minutes",)),
    "min": (0, ("minutes",)), "hrs": (0, ("hours",)), "hr": (0, ("hours",)), "wks": (0, ("weeks",)),
    "recieve": (0, ("receive",)), "recieved": (0, ("received",)), "adress": (0, ("address",)),
    "infos": (0, ("information",)), "info": (0, ("information",)), "pw": (0, ("password",)),
    "definately": (0, ("definitely",)), "definetly": (0, ("definitely",)), "untill": (0, ("until",)),
    "wich": (0, ("which",)), "becuase": (0, ("because",)), "cos": (0, ("because",)), "coz": (0, ("because",)),
    "informations": (0, ("information",)), "condolance": (0, ("condolence",)),
    "condolances": (0, ("condolences",)), "sincerly": (0, ("sincerely",)), "appology": (0, ("apology",)),
    "yr": (0, ("your",)), "thankyou": (5, ("thank", "you")), "r": (0, ("are",)),
}  # fmt: skip


def split_english(word: str) -> list[tuple[str, int, int]]:
    """The full words of one written word in lower case, each with its place in it.

    "don't" gives do (0 to 2) and not (2 to 5); a possessive 's is left out of the form but kept in the
    place, so that "customer's" is customer (0 to 10).
    """
    listed = ENGLISH_CONTRACTIONS.get(word.replace("'", ""))
    if listed and ("'" not in word or len(listed[1]) > 1) and word.replace("'", "") != "lets":
        return _listed(word, listed)
    if word.endswith("n't") and len(word) > 3:
        head = word[:-3]
        return [(_STEM_OF_NOT.get(head, head), 0, len(head)), ("not", len(head), len(word))]
    head, _, tail = word.rpartition("'")
    if not head:
        return [(word.strip("'") or word, 0, len(word))]
    if tail in _ENDINGS:
        return [(head, 0, len(head)), (_ENDINGS[tail], len(head), len(word))]
    if tail == "s":
        return _with_s(head, len(word))
    return [(word.replace("'", ""), 0, len(word))]


def _listed(word: str, listed: tuple[int, tuple[str, ...]]) -> list[tuple[str, int, int]]:
    at, forms = listed
    if len(forms) == 1:
        return [(forms[0], 0, len(word))]
    if "'" in word:
        at = min(at, word.index("'"))
    return [(forms[0], 0, at), (forms[1], at, len(word))]


def _with_s(head: str, length: int) -> list[tuple[str, int, int]]:
    if head == "let":
        return [("let", 0, 3), ("us", 3, length)]
    if head in _IS_AFTER:
        return [(head, 0, len(head)), ("is", len(head), length)]
    return [(head, 0, length)]
