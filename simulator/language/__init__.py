"""Reads texts: clean text, sentences, stems, phrase patterns, and what a reply does."""
