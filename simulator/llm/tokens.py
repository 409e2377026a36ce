"""Counting tokens, to show them and to keep within a window; no score ever depends on it.

Exact where tiktoken's vocabulary is on disk already; otherwise estimated, and labelled so. Counting never
downloads anything: tiktoken's own loading would, without a time limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from simulator.llm.messages import Message
from simulator.llm.vocabularies import Vocabulary, read_ranks, vocabulary_of

if TYPE_CHECKING:
    from tiktoken import Encoding

FOLDER_VARIABLE = "TIKTOKEN_CACHE_DIR"
_PER_MESSAGE = 4
"""What a message's role and borders take: about as many tokens with every chat template."""


class TokenCounter(Protocol):
    """Counts tokens.

    Attributes:
        label: How a count is to be called: `tokens`, or `tokens, approximate`.
        approximate: Whether counts are estimates.
    """

    @property
    def label(self) -> str: ...  # noqa: D102 - see Attributes

    @property
    def approximate(self) -> bool: ...  # noqa: D102 - see Attributes

    def count(self, text: str) -> int:
        """The tokens of a text."""


class EstimatingCounter:
    """Four UTF-8 bytes to a token, rounded up: about right for English, too few for some other scripts."""

    label = "tokens, approximate"
    approximate = True

    def count(self, text: str) -> int:
        """The estimate."""
        return -(-len(text.encode("utf-8", "surrogatepass")) // 4)


class ExactCounter:
    """Counts as the model's own tokenizer does.

    Text that looks like a special token is counted as the plain text that it is: people can type anything.
    """

    label = "tokens"
    approximate = False

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding

    def count(self, text: str) -> int:
        """The count."""
        return len(self._encoding.encode(text, disallowed_special=()))


def counter_for(vocabulary: Vocabulary | None, environment: Mapping[str, str], folder: Path) -> TokenCounter:
    """A counter by a vocabulary, exact where its file is on disk.

    Reading a vocabulary takes a good part of a second: not for the thread that draws.

    Args:
        vocabulary: The model's; nothing for an estimate.
        environment: Variables: `TIKTOKEN_CACHE_DIR` names a folder that is looked into first.
        folder: Our own folder, where `vocabularies.fetch` puts the file.
    """
    if vocabulary is None:
        return EstimatingCounter()
    for place in _folders(environment, folder):
        ranks = read_ranks(vocabulary, place)
        if ranks:
            return _exact(vocabulary, ranks)
    return EstimatingCounter()


def counter_for_model(model: str, environment: Mapping[str, str], folder: Path) -> TokenCounter:
    """A counter for a model; see `counter_for`."""
    return counter_for(vocabulary_of(model), environment, folder)


def count_messages(counter: TokenCounter, messages: Iterable[Message]) -> int:
    """The tokens of messages, with an allowance for the borders of each."""
    return sum(counter.count(message.text) + _PER_MESSAGE for message in messages)


def _folders(environment: Mapping[str, str], folder: Path) -> Sequence[Path]:
    given = environment.get(FOLDER_VARIABLE, "").strip()
    return (Path(given), folder) if given else (folder,)


def _exact(vocabulary: Vocabulary, ranks: dict[bytes, int]) -> TokenCounter:
    """The exact counter; the estimate where the library is missing or does not take the vocabulary."""
    try:
        import tiktoken

        encoding = tiktoken.Encoding(
            name=vocabulary.name,
            pat_str=vocabulary.pattern,
            mergeable_ranks=ranks,
            special_tokens=dict(vocabulary.special),
        )
    except (ImportError, ValueError):
        return EstimatingCounter()
    return ExactCounter(encoding)
