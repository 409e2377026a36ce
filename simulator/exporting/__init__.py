"""What is on record, for other programs: CSV, JSON Lines, xAPI statements, and a Learning Record Store."""
