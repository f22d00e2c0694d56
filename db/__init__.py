"""The case record: what is known, the rules it keeps, where it is stored. No window, no Qt."""
