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
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.errors import ContentError
from simulator.language.document import tokeniser_for
from simulator.language.patterns import PatternError, PhraseBook, compile_pattern
from simulator.language.stems import stemmer_for
from simulator.language.writing import WRITINGS

FORMAT = 2


def frozen_path(language: str) -> Path:
    """Where the compiled phrases of a language lie."""
    return _folder(language) / "phrases.json"


def _folder(language: str) -> Path:
    return Path(__file__).parent / language


def lexicon_languages() -> tuple[str, ...]:
    """The codes of the languages that come as a lexicon file, English not among them."""
    return tuple(code for code in WRITINGS if (_folder(code) / "lexicon.yaml").is_file())


def _sources(language: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(_folder(language).glob("*.yaml"))]


def lexicon_of(language: str) -> dict[str, list[str]]:
    """The phrases of a language by cue, with the words in braces written out."""
    import yaml

    lexicon: dict[str, list[str]] = {}
    for source in _sources(language):
        sheet = yaml.safe_load(source)
        for cue, phrases in sheet["phrases"].items():
            words = sheet.get("words") or {}
            lexicon[cue] = [_written_out(phrase, words) for phrase in phrases or ()]
    return lexicon


def lists_of(language: str) -> dict[str, list[str]]:
    """The word lists of a language by name (`lists` in its files), from its compiled file when that fits."""
    content = _content(language)
    if content is not None and isinstance(content.get("lists"), dict):
        lists: dict[str, list[str]] = content["lists"]
        listed = {word for words in lists.values() for word in words}
        if content.get("sha256") == fingerprint(language, listed):
            return lists
    return _lists_in_sources(language)


def listed_in(language: str) -> frozenset[str]:
    """All words of a language's lists, as they are written."""
    return frozenset(word for words in lists_of(language).values() for word in words)


def _lists_in_sources(language: str) -> dict[str, list[str]]:
    import yaml

    lists: dict[str, list[str]] = {}
    for source in _sources(language):
        for name, words in (yaml.safe_load(source).get("lists") or {}).items():
            lists[name] = str(words).split()
    return lists


def _written_out(phrase: str, words: dict[str, str]) -> str:
    while "{" in phrase:
        before, _, rest = phrase.partition("{")
        name, _, after = rest.partition("}")
        if name not in words:
            raise ContentError(f'The phrase "{phrase}" names "{name}", which "words" does not hold.')
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
    stem, fold = stemmer_for(language), tokeniser_for(language).fold
    content = {
        "sha256": fingerprint(language, listed),
        "stems": {word: stem(word) for word in map(fold, listed)},
        "book": PhraseBook(lexicon_of(language), language, filed=True).state(),
    }
    lists = _lists_in_sources(language)
    if lists:
        content["lists"] = lists
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True) + "\n"


def thaw(language: str, words: Iterable[str]) -> PhraseBook:
    """The phrase book of a language: from its file when that fits the sources, else compiled now."""
    content = _content(language)
    if content is None or content.get("sha256") != fingerprint(language, words):
        return PhraseBook(lexicon_of(language), language, filed=True)
    stemmer_for(language).learn(content["stems"])
    return PhraseBook.from_state(content["book"], language)


def _content(language: str) -> dict[str, Any] | None:
    path = frozen_path(language)
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=2)
def _parsed(path: Path, changed: int) -> dict[str, Any] | None:
    """A compiled file as it stood when it was `changed`; asked for twice in a row."""
    try:
        content = json.loads(path.read_bytes())
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def main(languages: Sequence[str]) -> None:
    """Compile the phrases of some languages."""
    from simulator.language.reader import listed_words

    for language in languages:
        _check(language)
        frozen_path(language).write_text(freeze(language, listed_words(language)), encoding="ascii")


def _check(language: str) -> None:
    """Name the cue and the phrase that cannot be read.

    Raises:
        SystemExit: There is one.
    """
    for cue, phrases in lexicon_of(language).items():
        for phrase in phrases:
            try:
                compile_pattern(phrase, language)
            except PatternError as error:
                raise SystemExit(f"{language}: {cue}: {phrase}\n{error} (column {error.column})") from None


if __name__ == "__main__":
    main(sys.argv[1:])
