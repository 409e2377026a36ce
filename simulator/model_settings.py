"""Everything that is set about language models, from the settings file and the environment, in one object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from simulator.errors import UsageError
from simulator.llm.budget import Budget, Prices
from simulator.llm.endpoint import Endpoint, read_endpoint
from simulator.llm.settings import read_use
from simulator.settings import TABLE, read_file

Who = Literal["rules", "rules+llm"]

WINDOW_TOKENS = 16_000
"""What a model is taken to read where the settings say nothing; nearly every model reads more."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """How language models are reached, used and paid for.

    Attributes:
        endpoint: The server, its models and how they are asked. Its key is looked up in the system's keyring
            only when it is first needed: at the first request, in a thread, or in `empty-chair doctor`.
        window_tokens: Tokens that the model can read, its answer with them.
        prices: What models cost.
        budget: The most that may be spent.
        currency: What stands behind a sum of money; often empty.
        reader: Who reads replies: the rules alone, or a model beside them.
        judge: Who judges, likewise.
        votes: How often the model is asked for one verdict.
    """

    endpoint: Endpoint = field(default_factory=Endpoint)
    window_tokens: int = WINDOW_TOKENS
    prices: Prices = field(default_factory=lambda: Prices({}))
    budget: Budget = field(default_factory=Budget)
    currency: str = ""
    reader: Who = "rules"
    judge: Who = "rules"
    votes: int = 3

    @property
    def named(self) -> bool:
        """Whether any language model is named, so that one can be asked."""
        return bool(self.endpoint.model or self.endpoint.judge_model)


def load_model_settings(
    path: Path, environment: Mapping[str, str], keyring: Callable[[str], str] | None = None
) -> ModelSettings:
    """The settings about language models; the environment goes before the file.

    Nothing is asked and nothing heavy is loaded: no client's library, no tokenizer, no keyring.

    Args:
        path: The settings file, which need not exist.
        environment: The environment's variables.
        keyring: Looks a host's key up, when it is first needed; the system's keyring where none is given.

    Raises:
        UsageError: The file cannot be read, or something in it or in the environment cannot be used.
    """
    try:
        found = read_file(path)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{path} cannot be used: {getattr(error, 'strerror', None) or error}.",
            "Put the file right, or move it away: without it the defaults are used.",
        ) from None
    table = found.get(TABLE, {})
    if not isinstance(table, Mapping):
        raise UsageError(f"{path}: `{TABLE}` is a table.", f"Write [{TABLE}], and the settings below it.")
    try:
        return ModelSettings(read_endpoint(environment, table, keyring), **read_use(table))  # type: ignore[arg-type]
    except UsageError as error:
        raise UsageError(
            error.message, f"{error.hint} Settings are read from {path} and the environment.".strip()
        ) from None


def vocabulary_dir() -> Path:
    """The folder for tokenizers' vocabularies, which `empty-chair doctor --fetch-tokenizer` fills."""
    from simulator.locations import cache_dir

    return cache_dir() / "vocabularies"
