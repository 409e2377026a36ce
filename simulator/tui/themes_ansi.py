"""The themes in the terminal's own sixteen colours; what these look like is the terminal's matter.

Plain blue and plain red are dark in most palettes: on a dark ground the bright colours take their place. What
is marked has the ground of everything else: `turned_round` and `app.tcss` mark it without a colour.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES

_MARKED = {
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
}
_DARK, _LIGHT = BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]

ANSI_DARK = replace(
    _DARK,
    name="empty-chair-ansi-dark",
    primary="ansi_bright_cyan",
    secondary="ansi_cyan",
    accent="ansi_bright_yellow",
    success="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    variables={
        **_DARK.variables,
        **_MARKED,
        "border": "ansi_bright_cyan",
        "border-blurred": "ansi_bright_black",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_white",
        "link-color": "ansi_bright_cyan",
        "button-color-foreground": "ansi_black",
    },
)

ANSI_LIGHT = replace(
    _LIGHT,
    name="empty-chair-ansi-light",
    variables={**_LIGHT.variables, **_MARKED, "button-color-foreground": "ansi_bright_white"},
)
