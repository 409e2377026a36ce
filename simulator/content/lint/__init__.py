"""What makes no sense in a file that is well formed: looked for by reasoning, never by playing."""
