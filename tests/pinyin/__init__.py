"""Readings: words and syllables of sentences, names, and what people settled."""
