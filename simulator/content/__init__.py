"""The files that trainers write: their formats, finding, loading and checking them."""
