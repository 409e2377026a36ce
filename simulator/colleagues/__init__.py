"""Simulated colleagues: they answer a customer offline, well or badly, to try a scenario out."""
