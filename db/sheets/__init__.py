"""Spreadsheets as they come: reading, guessing columns, checking every cell."""
