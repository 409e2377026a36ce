"""Textual's driver for pages, which also ends the app when the server is gone."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual import events, messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Reads from the server; where nothing more can come, nobody is there and the app ends."""

    def start_application_mode(self) -> None:
        """Begin to draw and to read."""
        self._loop = asyncio.get_running_loop()
        super().start_application_mode()
        # The page has the keys from the beginning and says so before the app can hear it: what Textual takes
        # for granted at the start, that nobody looks, would come after that word and hold.
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read until the end, whoever made it."""
        super().run_input_thread()
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._app.post_message, messages.ExitApp())
