"""Documents: what they say, who may be told what, how words are read."""
