"""The phrases of a language, compiled ahead so that the first reply need not wait for them.

They are written in YAML (`simulator/language/en/*.yaml`: `words` that stand for alternatives, and `phrases`
by cue). `python -m simulator.language.frozen en` compiles them into `en/phrases.json`. A compiled file that
does not fit its sources is not used: the phrases are then compiled when they are first needed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from simulator.language.patterns import PhraseBook
from simulator.language.stems import stemmer_for

FORMAT = 2


def frozen_path(language: str) -> Path:
    """Where the compiled phrases of a language lie."""
    return _folder(language) / "phrases.json"


def _folder(language: str) -> Path:
    return Path(__file__).parent / language


def _sources(language: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(_folder(language).glob("*.yaml"))]


def lexicon_of(language: str) -> dict[str, list[str]]:
    """The phrases of a language by cue, with the words in braces written out."""
    import yaml

    lexicon: dict[str, list[str]] = {}
    for source in _sources(language):
        sheet = yaml.safe_load(source)
        for cue, phrases in sheet["phrases"].items():
            lexicon[cue] = [_written_out(phrase, sheet["words"]) for phrase in phrases]
    return lexicon


def _written_out(phrase: str, words: dict[str, str]) -> str:
    while "{" in phrase:
        before, _, rest = phrase.partition("{")
        name, _, after = rest.partition("}")
        phrase = before + words[name] + after
    return phrase


def fingerprint(language: str, words: Iterable[str]) -> str:
    """A hash of everything that is compiled ahead."""
    digest = hashlib.sha256(f"{FORMAT}\n".encode())
    for source in _sources(language):
        digest.update(source)
    digest.update("\n".join(sorted(words)).encode())
    return digest.hexdigest()


def freeze(language: str, words: Iterable[str]) -> str:
    """The compiled phrases and the stems of all listed words, as JSON."""
    listed = sorted(words)
    stem = stemmer_for(language)
    content = {
        "sha256": fingerprint(language, listed),
        "stems": {word: stem(word) for word in listed},
        "book": PhraseBook(lexicon_of(language), language).state(),
    }
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True) + "\n"


def thaw(language: str, words: Iterable[str]) -> PhraseBook:
    """The phrase book of a language: from its file when that fits the sources, else compiled now."""
    content = _content(language)
    if content is None or content.get("sha256") != fingerprint(language, words):
        return PhraseBook(lexicon_of(language), language)
    stemmer_for(language).learn(content["stems"])
    return PhraseBook.from_state(content["book"], language)


def _content(language: str) -> dict[str, Any] | None:
    try:
        content = json.loads(frozen_path(language).read_bytes())
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def main(languages: Sequence[str]) -> None:
    """Compile the phrases of some languages."""
    from simulator.language.reader import listed_words

    for language in languages:
        frozen_path(language).write_text(freeze(language, listed_words(language)), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
