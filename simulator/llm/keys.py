"""Keys: where they are found, how they are kept from being shown, what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.llm.reasons import ModelUnavailable, Reason

VARIABLE = "OPENAI_API_KEY"
SERVICE = "empty-chair"
"""The keyring's entry: this service, and the server's host as the user name."""


class Secret:
    """Text that neither `str`, `repr` nor formatting shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the request and nothing else."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Secret:
        return self

    def __reduce__(self) -> str:
        raise TypeError("a key is never written down")

    def __repr__(self) -> str:
        return "Secret(set)" if self._text else "Secret(empty)"


def find_key(
    environment: Mapping[str, str], host: str, keyring: Callable[[str], str] | None = None
) -> Secret:
    """The key: from the environment, else from the system's keyring.

    A keyring's entry belongs to one host, so that a key for one server never goes to another. Asking a
    keyring can take as long as a person takes to unlock it: not for the thread that draws.

    Args:
        environment: The environment's variables.
        host: The server's host.
        keyring: Looks a host's key up; the system's keyring where none is given.
    """
    given = environment.get(VARIABLE, "").strip(" \t")
    return Secret(given or (keyring or from_keyring)(host))


def from_keyring(host: str) -> str:
    """The host's key in the system's keyring; empty without one, or without the `keyring` extra."""
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return ""
    try:
        return keyring.get_password(SERVICE, host) or ""
    except Exception:  # a keyring's backends raise whatever their system does; without a key all goes on
        return ""


def check_key(key: Secret) -> None:
    """Find what no server could accept, before anything is sent.

    Raises:
        ModelUnavailable: The key has a line break, another character that no key has, or a space.
    """
    text = key.reveal()
    if "\n" in text or "\r" in text:
        raise _unusable("has a line break in it", "Set it again without the line break.")
    if not text.isascii():
        raise _unusable(
            "has letters or signs that no key has", "Copy it again: only plain letters and signs."
        )
    if any(not "!" <= sign <= "~" for sign in text):
        raise _unusable("has a space or a control character in it", "Copy it again, without spaces.")


def _unusable(fault: str, hint: str) -> ModelUnavailable:
    return ModelUnavailable(Reason.WRONG_KEY, hint=hint, message=f"The key for the language model {fault}.")
