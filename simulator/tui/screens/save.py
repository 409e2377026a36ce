"""Saving a transcript: where to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import Input

from simulator.errors import UnavailableError
from simulator.tui.base import BaseModal
from simulator.tui.story import Story, transcript_name, transcript_text
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_, _


class SaveModal(BaseModal[str | None]):
    """Answers with the path that was written, or None."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("save"), priority=True),
        Binding("escape", "dismiss", N_("back")),
    ]

    def __init__(self, story: Story, folder: Path | None = None) -> None:
        super().__init__()
        self._story = story
        self._proposal = (folder or Path.cwd()) / transcript_name(story)

    def body(self) -> Iterable[Widget]:
        """The path, and what went wrong with it."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(_("Save the conversation to"), classes="question")
            yield Input(str(self._proposal), id="path")
            yield PlainStatic("", id="fault", classes="error")

    def action_save(self) -> None:
        """Write the file; an existing one is never overwritten."""
        given = self.query_one(Input).value.strip()
        path = Path(os.path.expanduser(given)) if given else self._proposal
        try:
            write_new(path, transcript_text(self._story))
        except UnavailableError as error:
            self.query_one("#fault", PlainStatic).show(f"{error.message} {error.hint}")
        else:
            self.dismiss(str(path))

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#fault", PlainStatic).show("")


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet.

    Raises:
        UnavailableError: It exists, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UnavailableError(_("{path} exists already.", path=path), _("Choose another name.")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnavailableError(
            _("{path} cannot be written: {reason}.", path=path, reason=reason), _("Choose another place.")
        ) from error
