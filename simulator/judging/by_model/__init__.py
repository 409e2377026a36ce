"""A second reading of some questions by a language model; the rules judge, and code decides what counts."""
