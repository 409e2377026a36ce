"""The vocabularies of tiktoken: which model has which, their files on disk, and fetching one when asked to.

A file is named by the SHA-1 of its address, as tiktoken names it, so that a folder can be shared with it. Its
content is believed only with the right SHA-256. Splitting patterns and special tokens are those of tiktoken's
`openai_public` (MIT licence).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import UnavailableError
from simulator.llm.failures import told
from simulator.llm.reasons import ModelUnavailable, Reason

_SOURCE = "https://openaipublic.blob.core.windows.net/encodings/"
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary.

    Attributes:
        name: What tiktoken calls it.
        url: Where its file is.
        sha256: The digest of its file.
        pattern: How text is split before it is looked up.
        special: Tokens that are no text.
    """

    name: str
    url: str
    sha256: str
    pattern: str
    special: tuple[tuple[str, int], ...]

    @property
    def file_name(self) -> str:
        """The name of its file in any folder."""
        return hashlib.sha1(self.url.encode(), usedforsecurity=False).hexdigest()


_WORD = r"[^\r\n\p{L}\p{N}]?"
_UPPER, _LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_ENDING = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
O200K = Vocabulary(
    "o200k_base",
    _SOURCE + "o200k_base.tiktoken",
    "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "|".join(
        (
            f"{_WORD}{_UPPER}*{_LOWER}+{_ENDING}",
            f"{_WORD}{_UPPER}+{_LOWER}*{_ENDING}",
            r"\p{N}{1,3}",
            r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
            r"\s*[\r\n]+",
            r"\s+(?!\S)",
            r"\s+",
        )
    ),
    (("<|endoftext|>", 199999), ("<|endofprompt|>", 200018)),
)
CL100K = Vocabulary(
    "cl100k_base",
    _SOURCE + "cl100k_base.tiktoken",
    "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    (
        ("<|endoftext|>", 100257),
        ("<|fim_prefix|>", 100258),
        ("<|fim_middle|>", 100259),
        ("<|fim_suffix|>", 100260),
        ("<|endofprompt|>", 100276),
    ),
)
_BY_PREFIX = (
    ("gpt-3.5", CL100K), ("gpt-35", CL100K), ("gpt-4o", O200K), ("gpt-4.", O200K), ("chatgpt-4o", O200K),
    ("gpt-4", CL100K), ("gpt-5", O200K), ("gpt-oss", O200K), ("o1", O200K), ("o3", O200K), ("o4", O200K),
)  # fmt: skip


def vocabulary_of(model: str) -> Vocabulary | None:
    """The vocabulary of a model; nothing for models of other houses."""
    bare = model.removeprefix("ft:").rsplit("/", 1)[-1]
    return next((vocabulary for prefix, vocabulary in _BY_PREFIX if bare.startswith(prefix)), None)


def read_ranks(vocabulary: Vocabulary, folder: Path) -> dict[bytes, int] | None:
    """The vocabulary's tokens with their ranks; nothing when its file is not in the folder, or not whole.

    A file that is not whole is left where it is.
    """
    try:
        content = (folder / vocabulary.file_name).read_bytes()
    except OSError:
        return None
    return parse_ranks(content) if _is_whole(content, vocabulary) else None


def parse_ranks(content: bytes) -> dict[bytes, int] | None:
    """The tokens and ranks in lines of `base64 rank`; nothing when any line is something else.

    Nor when a single byte has no rank: at the first such byte in a text the library panics.
    """
    try:
        lines = (line.split() for line in content.splitlines() if line)
        ranks = {base64.b64decode(token, validate=True): int(rank) for token, rank in lines}
    except ValueError:
        return None
    return ranks if all(bytes([byte]) in ranks for byte in range(256)) else None


async def fetch(
    vocabulary: Vocabulary,
    folder: Path,
    seconds: float = 60.0,
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Bring a vocabulary's file into a folder, where it is found from then on; only ever on request.

    Args:
        vocabulary: Which one.
        folder: Where its file is put; made when it is not there.
        seconds: How long it may take.
        progress: Told the bytes that came so far, again and again.

    Raises:
        ModelUnavailable: It cannot be had in time, or is not what it should be.
        UnavailableError: The folder cannot be written.
    """
    try:
        async with asyncio.timeout(seconds):
            content = await _download(vocabulary.url, seconds, progress)
    except Exception as error:
        raise _not_fetched(told(error)) from None
    if not _is_whole(content, vocabulary):
        raise _not_fetched(ModelUnavailable(Reason.NOT_AN_ANSWER))
    return await asyncio.to_thread(_keep, content, folder / vocabulary.file_name)


async def _download(url: str, seconds: float, progress: Callable[[int], None] | None) -> bytes:
    import openai

    content = bytearray()
    async with (
        openai.DefaultAsyncHttpxClient(timeout=seconds) as client,
        client.stream("GET", url) as response,
    ):
        if response.status_code != 200:
            raise ModelUnavailable(Reason.UNREACHABLE, detail=f"status {response.status_code}")
        async for chunk in response.aiter_bytes():
            content += chunk
            if progress is not None:
                progress(len(content))
            if len(content) > _MOST_BYTES:
                raise ModelUnavailable(Reason.NOT_AN_ANSWER)
    return bytes(content)


def _not_fetched(failure: ModelUnavailable) -> ModelUnavailable:
    faults = {
        Reason.TIMEOUT: "did not come in time",
        Reason.NOT_AN_ANSWER: "is not what came: it was changed or cut on the way",
    }
    fault = faults.get(failure.reason, "cannot be reached")
    return ModelUnavailable(
        failure.reason if failure.reason in faults else Reason.UNREACHABLE,
        True,
        "Tokens are estimated without it. Look at your connection, then try again.",
        message=f"The tokenizer's vocabulary {fault}.",
        detail=failure.detail,
    )


def _is_whole(content: bytes, vocabulary: Vocabulary) -> bool:
    return hashlib.sha256(content).hexdigest() == vocabulary.sha256


def _keep(content: bytes, file: Path) -> Path:
    """Written beside and moved, so that the file is whole at every moment."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        os.replace(draft, file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise UnavailableError(
            f"The tokenizer's vocabulary could not be kept in {file.parent}: {error.strerror or error}.",
            "Make the folder writable. Tokens are estimated without it.",
        ) from error
    return file
