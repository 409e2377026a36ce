"""What the process behind a page is told: a short environment, and a letter for what others may not read.

Nothing is handed down because it happens to be there. What could open another door (the address of the
database, the key of a language model) goes by letter, on the process's standard input; neither the list of
processes nor the environment of any of them shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

LEARNER = "EMPTY_CHAIR_LEARNER"

_ALLOWED = frozenset({
    "HOME", "LANG", "LANGUAGE", "NO_COLOR", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE", "TEMP",
    "TEXTUAL_ANIMATIONS", "TIKTOKEN_CACHE_DIR", "TMP", "TMPDIR", "TZ", "TZDIR",
    "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "SYSTEMROOT", "USERPROFILE", "WINDIR",
    "EMPTY_CHAIR_SIGNING_KEY",
})  # fmt: skip
"""What a program needs to run here at all; the last is the name of a file and not what is in it."""
_ALLOWED_BEGINNINGS = ("LC_", "XDG_")
_DATABASE_BEGINNINGS = ("PG",)
_DATABASE = frozenset({"EMPTY_CHAIR_DATABASE"})
_MODEL = frozenset({
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "EMPTY_CHAIR_MODEL", "EMPTY_CHAIR_JUDGE_MODEL",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """What the process reads before anything else.

    Attributes:
        variables: What goes into its own environment once it runs.
        resume: The attempt to go on with; empty for home.
        alone: Whether only the learner's own records are shown.
        settings_dir: Where the learner's own settings are; empty for the usual place.
        drafts: Replies that were typed and not sent, by attempt.
    """

    variables: dict[str, str] = field(default_factory=dict)
    resume: str = ""
    alone: bool = False
    settings_dir: str = ""
    drafts: dict[str, str] = field(default_factory=dict)

    def as_object(self) -> dict[str, object]:
        """For the wire."""
        return asdict(self)


def child_environment(ours: Mapping[str, str], learner: str, library: str, data: str) -> dict[str, str]:
    """The environment that the process starts with.

    Args:
        ours: The environment of the server.
        learner: Who practises.
        library: The folder of the library.
        data: The folder of the records.
    """
    return {
        **{name: value for name, value in ours.items() if _allowed(name)},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_DRIVER": "simulator.serving.driver:PageDriver",
        "TERM_PROGRAM": "textual",
        LEARNER: learner,
        "EMPTY_CHAIR_LIBRARY": library,
        "EMPTY_CHAIR_DATA": data,
    }


def kept_back(ours: Mapping[str, str], *, database: bool, model: bool) -> dict[str, str]:
    """What goes by letter, because the app needs it.

    Args:
        ours: The environment of the server.
        database: Whether the records are on a server.
        model: Whether a language model is named.
    """
    return {
        name: value
        for name, value in ours.items()
        if name in _DATABASE
        or (database and name.startswith(_DATABASE_BEGINNINGS))
        or (model and name in _MODEL)
    }


def _allowed(name: str) -> bool:
    return name in _ALLOWED or name.startswith(_ALLOWED_BEGINNINGS)
