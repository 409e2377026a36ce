"""The customer model: mood, facts, needs, endings; its cue, and the voices that speak it."""
