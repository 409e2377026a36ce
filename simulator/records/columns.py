"""Types of columns that mean the same on every database."""

from __future__ import annotations

from sqlalchemy import Text

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared and ordered by its bytes, as SQLite does, whatever a server's own language is."""
