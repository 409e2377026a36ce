"""Filling an evaluation form from a transcript, with evidence, and the arithmetic of scores."""
