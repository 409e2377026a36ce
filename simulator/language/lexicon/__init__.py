"""The rules of every language that comes as a lexicon file: see docs/languages.md."""
