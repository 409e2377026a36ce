"""Prompts as files: read once, filled strictly, named on record by a hash of their wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

_SLOT = re.compile(r"\{\{(\w+)\}\}")


class PromptError(ValueError):
    """A prompt file and the values for it do not fit each other."""


@dataclass(frozen=True, slots=True)
class PromptFiles:
    """The prompt files of one purpose.

    Attributes:
        package: The package that has them, in its folder `prompts`.
        names: All of them.
    """

    package: str
    names: tuple[str, ...]

    def text(self, name: str) -> str:
        """One of the files, without the line break at its end."""
        return _read(self.package, name)

    def version(self) -> str:
        """The SHA-256 of the files, in hexadecimal digits: the record's name for their wording."""
        digest = sha256()
        for name in self.names:
            digest.update(f"{name}\n{self.text(name)}\n".encode())
        return digest.hexdigest()

    def filled(self, name: str, slots: Mapping[str, str]) -> str:
        """One of the files with its slots filled; see `render`."""
        return render(self.text(name), slots)

    def phrase(self, key: str, **slots: str) -> str:
        """One of the short texts of `phrases.txt`, filled.

        Raises:
            PromptError: There is none of this name, or its slots do not fit.
        """
        found = self.entries("phrases.txt").get(key)
        if found is None:
            raise PromptError(f"no phrase is called {key}")
        return render(found, slots)

    def entries(self, name: str) -> Mapping[str, str]:
        """A file of lines `key: text`, by key."""
        return _entries(self.package, name)


def render(template: str, slots: Mapping[str, str]) -> str:
    """A template with each `{{slot}}` filled once; what a value holds is never read as a slot.

    Raises:
        PromptError: A slot of the template has no value, or a value has no slot.
    """
    named = set(_SLOT.findall(template))
    if named != set(slots):
        raise PromptError(f"slots without value or place: {', '.join(sorted(named ^ set(slots)))}")
    return _SLOT.sub(lambda match: slots[match[1]], template)


@lru_cache(maxsize=32)
def _read(package: str, name: str) -> str:
    return (files(package) / "prompts" / name).read_text("utf-8").rstrip("\n")


@lru_cache(maxsize=32)
def _entries(package: str, name: str) -> Mapping[str, str]:
    pairs = (line.partition(": ") for line in _read(package, name).splitlines() if line)
    return {key: text for key, _, text in pairs}
