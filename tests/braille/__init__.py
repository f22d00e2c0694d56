"""Braille: rules as tables of cases, proof by reading back, and liblouis as a judge."""
