"""The full-screen app; the only room that imports Textual."""
