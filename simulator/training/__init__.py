"""The year's training: what each person owes, derived from events and the clock."""
