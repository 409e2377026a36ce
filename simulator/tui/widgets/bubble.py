"""One thing said, with the speaker's name beside it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simulator.tui.widgets.plain import fitted, plain
from simulator.tui.widgets.right_to_left import displayed, is_right_to_left

NAME_WIDTH = 10
_NARROW = 50


class Bubble(Widget):
    """A turn: the name in a gutter, the words beside it, wrapped by cells."""

    DEFAULT_CSS = """
    Bubble { height: auto; padding: 0 1; margin-bottom: 1; }
    """

    def __init__(self, name: str, text: str, speaker: str, mark: str = "", *, heading: str = "") -> None:
        """A turn; with a `heading` it is a letter, whose words stand below it in the whole width."""
        super().__init__(classes=f"-{speaker}")
        self._who = heading or name
        self._letter = bool(heading)
        self._speaker = speaker
        self._said = (text, mark)
        self._body = _body(text, mark)
        self._drawn: tuple[int, Content] = (0, Content())

    def say(self, text: str, mark: str = "") -> None:
        """Show other words in the place of these: a message that grows."""
        if (text, mark) != self._said:
            self._said = (text, mark)
            self._body, self._drawn = _body(text, mark), (0, Content())
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines that the words take in this width."""
        return self._laid_out(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Name and words."""
        return self._laid_out(self.content_size.width)

    def _laid_out(self, width: int) -> Content:
        if self._drawn[0] != width:
            self._drawn = (width, self._lay_out(max(12, width)))
        return self._drawn[1]

    def _lay_out(self, width: int) -> Content:
        style = "bold $primary" if self._speaker == "customer" else "bold $accent"
        if self._letter or width < _NARROW:  # no room for a gutter: the name stands above the words
            return Content("\n").join([plain(self._who, style), *_aligned(self._body, width)])
        name = fitted(self._who, NAME_WIDTH - 1)
        if self._speaker == "agent":
            name = f"{self._who:>{NAME_WIDTH - 1}}"[-NAME_WIDTH + 1 :]
        lines = _aligned(self._body, width - NAME_WIDTH)
        blank = Content(" " * NAME_WIDTH)
        first = Content.assemble((name, style), " ", lines[0])
        return Content("\n").join([first, *(blank + line for line in lines[1:])])


def _body(text: str, mark: str) -> Content:
    """The words and, below them, what is remarkable about how they came about."""
    words = plain(text.strip() or "(nothing)")
    return words + Content("\n") + plain(f"({mark})", "$text-muted italic") if mark else words


def _aligned(body: Content, width: int) -> list[Content]:
    """The words in lines of `width` cells; right-to-left paragraphs stand on the right."""
    lines: list[Content] = []
    for paragraph in body.split("\n", allow_blank=True) or [Content()]:
        wrapped = paragraph.wrap(width) if paragraph.plain else [Content()]
        if is_right_to_left(paragraph.plain):
            wrapped = [_to_the_right(_drawn(line), width) for line in wrapped]
        lines += wrapped
    return lines


def _to_the_right(line: Content, width: int) -> Content:
    return line.rstrip().pad_left(max(0, width - cell_len(line.plain.rstrip())))


def _drawn(line: Content) -> Content:
    """A line in the order in which it is drawn; where that differs, it is plain words."""
    shown = displayed(line.plain.rstrip())
    return line if shown == line.plain.rstrip() else plain(shown)


class Note(Widget):
    """A remark of the simulator between the turns: a hint, a rewind, the end."""

    DEFAULT_CSS = """
    Note { height: auto; padding: 0 1; margin: 0 1 1 1; border-left: thick $accent; color: $foreground; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._text = Content.assemble(plain(title, "bold"), "\n", plain(text))

    def render(self) -> Content:
        """Title and text."""
        return self._text
