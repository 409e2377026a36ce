"""A scenario while its author writes it: looked at after every save, and talked with."""
