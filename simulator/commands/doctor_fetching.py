"""`--fetch-tokenizer`: the only place of the program that downloads anything, on request."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from simulator.commands.doctor_findings import Finding
from simulator.errors import EmptyChairError
from simulator.llm.vocabularies import Vocabulary, fetch, read_ranks, vocabulary_of

_SECONDS = 120.0


def fetch_vocabularies(models: tuple[str, ...], folder: Path, err: TextIO) -> Iterator[Finding]:
    """Bring the vocabularies of models into a folder.

    Args:
        models: The models that are named.
        folder: Where counting looks for the files.
        err: Takes a line of progress.
    """
    if not models:
        yield Finding("tokenizer", "ok", "No language model is named, so there is nothing to fetch.")
        return
    unknown = [model for model in models if vocabulary_of(model) is None]
    for model in unknown:
        text = f"The tokenizer of {model} is not known here: nothing is fetched, tokens are estimated."
        yield Finding("tokenizer", "ok", text, measures={"counting": "estimate"})
    found = (vocabulary_of(model) for model in models)
    for vocabulary in dict.fromkeys(vocabulary for vocabulary in found if vocabulary is not None):
        yield _fetched(vocabulary, folder, err)


def _fetched(vocabulary: Vocabulary, folder: Path, err: TextIO) -> Finding:
    if read_ranks(vocabulary, folder):
        text = f"The vocabulary {vocabulary.name} is there already."
        return Finding("tokenizer", "ok", text, measures={"counting": "exact"})
    progress = _Progress(vocabulary, err)
    try:
        file = asyncio.run(fetch(vocabulary, folder, _SECONDS, progress))
    except EmptyChairError as failure:
        return Finding("tokenizer", "fault", failure.message, failure.hint, {"counting": "estimate"})
    finally:
        progress.end()
    text = f"The vocabulary {vocabulary.name} is kept in {file.parent}."
    return Finding("tokenizer", "ok", text, measures={"counting": "exact"})


class _Progress:
    """One line that is written again and again on a terminal, and once elsewhere."""

    def __init__(self, vocabulary: Vocabulary, err: TextIO) -> None:
        self._err = err
        self._moves = err.isatty()
        self._shown = 0
        err.write(f"Fetching {vocabulary.name} from {vocabulary.url}{'' if self._moves else chr(10)}")
        err.flush()

    def __call__(self, so_far: int) -> None:
        kilobytes = so_far // 1000
        if self._moves and kilobytes > self._shown:
            self._shown = kilobytes
            self._err.write(f"\rFetching the vocabulary: {kilobytes:,} kB\x1b[K")
            self._err.flush()

    def end(self) -> None:
        if self._moves:
            self._err.write("\n")
            self._err.flush()
