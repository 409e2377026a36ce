"""A headless Chromium with a page that shows the app, and the warning when there is none."""

from __future__ import annotations

import os
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.terminal import Picture

NO_BROWSER = "no Chromium could be started"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SECONDS = 30.0


class Shown:
    """A page and what the terminal in it was told to draw."""

    def __init__(self, page) -> None:
        self.page = page
        self.picture = Picture(1, 1)
        self.drawn = 0
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("websocket", self._opened)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: said.type in ("error", "warning") and self._complain(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _complain(self, text: str) -> None:
        if "GPU stall" not in text and "WebGL" not in text:  # there is no graphics card
            self.complaints.append(text)

    def _opened(self, socket) -> None:
        size = {name: int(value[0]) for name, value in parse_qs(urlsplit(socket.url).query).items()}
        self.picture = picture = Picture(size["width"], size["height"])
        socket.on("framereceived", lambda data: isinstance(data, bytes) and picture.feed(data))

    @property
    def text(self) -> str:
        return self.picture.text

    def type(self, keys: str) -> None:
        self.page.keyboard.type(keys)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def reload(self) -> None:
        """Load the page again; nothing that was drawn before counts any more."""
        self.picture = Picture(1, 1)
        self.page.reload()

    def wait_for(self, *words: str) -> str:
        """Wait until all words stand on the screen."""
        for _ in range(int(SECONDS * 50)):
            if all(word in self.text for word in words):
                return self.text
            self.page.wait_for_timeout(20)
        missing = [word for word in words if word not in self.text]
        raise AssertionError(f"the page does not show {missing}:\n{self.text}\n{self.complaints}")


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of a module; without one, they are skipped."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"{NO_BROWSER}: none is installed")
    playwright = pytest.importorskip("playwright.sync_api", reason=f"{NO_BROWSER}: playwright is missing")
    unsandboxed = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=found, args=[*QUIET, *unsandboxed])
        except playwright.Error as error:
            pytest.skip(f"{NO_BROWSER}: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


def open_page(browser, width=1200, height=800) -> Shown:
    """A page of somebody who was never here."""
    return Shown(browser.new_context(viewport={"width": width, "height": height}).new_page())


def pytest_terminal_summary(terminalreporter):
    """Say loudly when nothing was tried in a browser."""
    skipped = terminalreporter.stats.get("skipped", ())
    missed = [text for text in (str(report.longrepr) for report in skipped) if NO_BROWSER in text]
    if missed:
        terminalreporter.write_sep("=", "WARNING: nothing was tried in a browser", red=True, bold=True)
        terminalreporter.write_line(f"{len(missed)} tests were left out: {NO_BROWSER}.", red=True)
        terminalreporter.write_line(
            "Install Chromium (apt-get install chromium), and run them again.", red=True
        )
