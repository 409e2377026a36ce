"""The turn loop: one run of a scenario by a learner, as a stream of typed events."""
