"""English: word lists, phrases and the readers of the nineteen behaviours."""
