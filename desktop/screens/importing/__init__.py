"""Importing a roster, step by step."""
