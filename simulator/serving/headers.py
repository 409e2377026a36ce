"""What every answer says to the browser: nothing from elsewhere, no frame, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    # The terminal in the page writes its own styles, and no text of anybody's goes into them.
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_ALWAYS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
    "Server": "empty-chair",
}


def safe_headers(websockets: frozenset[str]) -> Mapping[str, str]:
    """The headers of every answer.

    Args:
        websockets: The origins that the page's websocket may lead to; older browsers do not count a
            websocket as their page's own.
    """
    # A policy has no way to write an IPv6 address; there the page's own origin has to do.
    lead = sorted("ws" + origin.removeprefix("http") for origin in websockets if "[" not in origin)
    policy = {**_POLICY, "connect-src": " ".join(["'self'", *lead])}
    return {
        **_ALWAYS,
        "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in policy.items()),
    }
