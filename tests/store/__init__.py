"""The encrypted record: journal, merge, undo, refusals, crashes."""
