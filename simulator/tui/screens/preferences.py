"""The settings, changed and kept at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator import wording
from simulator.settings import CUSTOMERS, DIRECTIONS, THEMES
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.voices import SPEAKERS
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import LANGUAGES, N_, _

_TOGGLES = {
    "typing_pauses": (N_("Typing pauses"), N_("customers take a moment to answer, as people do")),
    "reduced_motion": (N_("Reduced motion"), N_("no animation and no blinking cursor")),
    "enter_sends": (
        N_("Enter sends"),
        N_("and Ctrl+J breaks the line; the other way round when off, and in letters"),
    ),
}


_LISTS = {
    "theme": THEMES,
    "customer": CUSTOMERS,
    "language": tuple(LANGUAGES),
    "right_to_left": DIRECTIONS,
}
_DIRECTIONS = {
    "terminal": N_("as the terminal shows it"),
    "visual": N_("ordered and joined by Empty Chair"),
}


class PreferencesScreen(BaseScreen[None]):
    """Enter changes the highlighted setting."""

    CSS_PATH = "preferences.tcss"
    AUTO_FOCUS = "#settings"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def body(self) -> Iterable[Widget]:
        """Every setting with its value."""
        yield TitleBar(_("Settings"))
        yield Menu(*self._rows(), id="settings")
        yield PlainStatic(self._where(), id="where")

    def _rows(self) -> list[Row]:
        settings = self.visit.settings
        rows = [
            ("theme", _row(_("Theme"), settings.theme, _("the ansi themes take the terminal's own colours")))
        ]
        for key, (name, meaning) in _TOGGLES.items():
            rows.append((key, _row(_(name), _("on") if getattr(settings, key) else _("off"), _(meaning))))
        speaks = _(SPEAKERS.get(settings.customer, settings.customer))
        rows.append(
            ("customer", _row(_("Customer"), speaks, _("whose words they are; each briefing can change it")))
        )
        language = _row(
            _("Language"), LANGUAGES[settings.language], _("of the app itself; situations have their own")
        )
        shaped = _row(
            _("Persian text"), _(_DIRECTIONS[settings.right_to_left]), _("for display only (extra: rtl)")
        )
        return [*rows, ("language", language), ("right_to_left", shaped)]

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        settings, key = self.visit.settings, event.option_id or ""
        if key in _LISTS:
            listed, now = _LISTS[key], getattr(settings, key)
            changed = replace(settings, **{key: listed[(listed.index(now) + 1) % len(listed)]})  # type: ignore[arg-type]
        else:
            changed = replace(settings, **{key: not getattr(settings, key)})  # type: ignore[arg-type]
        self.visit.settings = changed
        wording.use(changed.language)  # the rows below are drawn before the app has taken it over
        self.post_message(messages.SettingsChosen(changed))
        self._draw()

    def _draw(self) -> None:
        menu = self.query_one(Menu)
        for option, prompt in self._rows():
            menu.replace_option_prompt(option, prompt)
        self.query_one(TitleBar).name_it(_("Settings"))
        self.query_one("#where", PlainStatic).show(self._where())
        self.app.screen.refresh_bindings()

    def _where(self) -> str:
        where = self.visit.settings_file
        return _("Kept in {where}", where=where) if where else _("They hold until you quit.")

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


def _row(name: str, value: str, meaning: str) -> Content:
    return Content.assemble((name.ljust(18), "bold"), value, "\n", (meaning, "$text-muted"))
