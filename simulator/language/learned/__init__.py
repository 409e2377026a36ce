"""Small linear models beside the authored phrases: what they look at, their weights, what they change."""
