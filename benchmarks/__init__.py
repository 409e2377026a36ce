"""Measurements of the product against yardsticks of the same run."""
