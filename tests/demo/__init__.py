"""Invented people, the demo day, and words of changes."""
