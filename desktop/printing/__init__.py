"""Documents on paper, drawn from one content model."""
