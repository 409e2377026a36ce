"""Alembic scripts, one for each version of the tables; `simulator.records.migrating` runs them."""
