"""Handing work over, merging, settling conflicts."""
