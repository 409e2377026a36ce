"""The app's own dark and light theme; every pair of text and ground has a contrast of 4.5 or more."""

from __future__ import annotations

from textual.theme import Theme

from simulator.tui.themes_ansi import ANSI_DARK, ANSI_LIGHT

DARK = Theme(
    name="empty-chair-dark",
    dark=True,
    background="#12171d",
    surface="#12171d",
    panel="#1b222b",
    foreground="#d9dfe6",
    primary="#86b9cc",
    secondary="#a9b4c0",
    accent="#e3b877",
    success="#8fc8a0",
    warning="#e3b877",
    error="#e8918c",
    variables={
        "text-muted": "#9ba8b5",
        "border": "#3a4653",
        "border-blurred": "#2a343f",
        "block-cursor-background": "#2b3f4b",
        "block-cursor-foreground": "#f2f6f9",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#212a34",
        "block-cursor-blurred-foreground": "#d9dfe6",
        "block-hover-background": "#1f2831",
        "input-selection-background": "#3c6072",
        "scrollbar": "#33404c",
        "scrollbar-background": "#12171d",
        "scrollbar-corner-color": "#12171d",
        "button-foreground": "#d9dfe6",
        "button-focus-text-style": "bold reverse",
    },
)

LIGHT = Theme(
    name="empty-chair-light",
    dark=False,
    background="#faf8f4",
    surface="#faf8f4",
    panel="#f0ece4",
    foreground="#23292f",
    primary="#1c5c73",
    secondary="#4f5b66",
    accent="#855300",
    success="#1f6539",
    warning="#855300",
    error="#a02c26",
    variables={
        "text-muted": "#57616b",
        "border": "#b9b2a5",
        "border-blurred": "#d6d0c4",
        "block-cursor-background": "#cfe2e9",
        "block-cursor-foreground": "#10181d",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e6e2d9",
        "block-cursor-blurred-foreground": "#23292f",
        "block-hover-background": "#ebe7de",
        "input-selection-background": "#b4d3df",
        "scrollbar": "#c9c2b4",
        "scrollbar-background": "#faf8f4",
        "scrollbar-corner-color": "#faf8f4",
        "button-foreground": "#23292f",
        "button-focus-text-style": "bold reverse",
    },
)

ALL = (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT)
NAMES = {
    "dark": DARK.name,
    "light": LIGHT.name,
    "ansi-dark": ANSI_DARK.name,
    "ansi-light": ANSI_LIGHT.name,
}
"""The theme's name in Textual, by the name in the settings."""
