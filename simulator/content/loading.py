"""Loading one file: from bytes to a model that keeps its source, or to every fault of the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from simulator.content.explaining import explain
from simulator.content.faults import TOP, FaultList
from simulator.content.files import shown
from simulator.content.nearest import nearest
from simulator.content.persona import Persona
from simulator.content.programme import Programme
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.content.yamlcomposing import Unreadable
from simulator.content.yamlfile import MAX_BYTES, decode, read_tree
from simulator.content.yamltree import Node
from simulator.errors import UsageError

Model = TypeVar("Model", bound=BaseModel)

FORMATS: dict[str, type[BaseModel]] = {
    "scenario": Scenario,
    "persona": Persona,
    "rubric": Rubric,
    "programme": Programme,
}
"""The kinds of files, and the model of each."""

_MISSPELT = 0.75
"""How like `schema` a key must be to be taken for it."""

SCHEMAS = {f"empty-chair/{kind}/1": kind for kind in FORMATS}
"""The names that stand after `schema:`, and the kind that each one means."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Model]):
    """A file that holds what it should.

    Attributes:
        model: What it says.
        source: Its text, byte for byte (UTF-8).
        sha256: Of its bytes, in hexadecimal digits.
        path: Where it was read from.
        tree: Where everything stands in it.
    """

    model: Model
    source: str = field(repr=False)
    sha256: str
    path: Path
    tree: Node = field(repr=False, compare=False)


def load(path: Path) -> Loaded[BaseModel]:
    """Load a file of any kind, told by its `schema:`.

    Raises:
        UsageError: The file cannot be opened.
        FaultyFile: Something is wrong in it.
    """
    return parse(read_bytes(path), path)


def load_scenario(path: Path) -> Loaded[Scenario]:
    """Load a scenario; see `load` for what it raises. Names in it are checked by `references`."""
    return _as(Scenario, parse(read_bytes(path), path, "scenario"))


def load_persona(path: Path) -> Loaded[Persona]:
    """Load a persona; see `load` for what it raises."""
    return _as(Persona, parse(read_bytes(path), path, "persona"))


def load_rubric(path: Path) -> Loaded[Rubric]:
    """Load a rubric; see `load` for what it raises."""
    return _as(Rubric, parse(read_bytes(path), path, "rubric"))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; of one that is too big, only so many that this can be seen.

    Raises:
        UsageError: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{shown(path)}: the file cannot be read: {reason}") from None


def parse(raw: bytes, path: Path, expected: str | None = None) -> Loaded[BaseModel]:
    """The model in the bytes of a file.

    Args:
        raw: The bytes.
        path: Where they come from, for faults.
        expected: The kind that it must be; any kind when None.

    Raises:
        FaultyFile: With every fault.
    """
    faults = FaultList(shown(path))
    try:
        source = decode(raw)
    except Unreadable as error:
        faults.add(error.place, error.message)
        faults.raise_any()
        raise  # never reached: the fault was raised
    root = read_tree(source, faults)
    kind = _kind(root, expected, faults) if root is not None else None
    model = _validated(FORMATS[kind], root, faults) if root is not None and kind is not None else None
    faults.raise_any()
    return Loaded(
        model=cast(BaseModel, model),
        source=source,
        sha256=hashlib.sha256(raw).hexdigest(),
        path=path,
        tree=cast(Node, root),
    )


def _as(model: type[Model], loaded: Loaded[BaseModel]) -> Loaded[Model]:
    assert isinstance(loaded.model, model)
    return cast(Loaded[Model], loaded)


def _kind(root: Node, expected: str | None, faults: FaultList) -> str | None:
    """The kind that `schema:` names; None, and a fault, when it names none or another one."""
    wanted = [schema for schema, kind in SCHEMAS.items() if expected in (None, kind)]
    examples = " or ".join(f"`schema: {schema}`" for schema in wanted)
    if "schema" not in root.children:
        misspelt = nearest("schema", map(str, root.children), _MISSPELT)
        place = root.keys[misspelt] if misspelt is not None else TOP
        faults.add(place, f"the key `schema` is missing; write {examples}")
        return None
    node = root.children["schema"]
    kind = SCHEMAS.get(node.data) if isinstance(node.data, str) else None
    if kind is None:
        named = [schema for schema in wanted if SCHEMAS[schema] in node.written.lower()]
        advice = f"`schema: {named[0]}`" if len(named) == 1 else examples
        faults.add(node.place, f"unknown schema {node.written!r}; write {advice}")
        return None
    if expected not in (None, kind):
        faults.add(node.place, f"this is a {kind}; a {expected} is expected here")
        return None
    return kind


def _validated(model: type[BaseModel], root: Node, faults: FaultList) -> BaseModel | None:
    try:
        # by_name=False: a file writes `not`, and never the model's own `not_`
        return model.model_validate(root.data, by_name=False, by_alias=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        explain(details, model, root, faults)
    return None
