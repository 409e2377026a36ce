"""Auditions: scenarios rehearsed with a customer voiced by language models, and what that comes to."""
