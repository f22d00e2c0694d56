"""Keeping the program and the record: settings, safety, rules, help."""
