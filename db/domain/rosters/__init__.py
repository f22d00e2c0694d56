"""Rosters: what a row means, and what an import would do."""
