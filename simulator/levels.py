"""The levels of learners, in their order; for the options of commands, which import next to nothing."""

LEVELS = ("new_hire", "agent", "manager", "executive")
