"""Documents on paper, read back by judges of their own."""
