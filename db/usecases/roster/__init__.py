"""Importing a roster: matching, planning, writing as one action."""
