"""A PostgreSQL server of the tests' own, and places for records on it."""
