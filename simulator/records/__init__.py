"""The append-only ledger of attempts, turns and evaluations."""
