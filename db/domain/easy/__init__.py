"""Easy reading: what a document says, in short sentences of plain words."""
