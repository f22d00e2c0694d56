"""Employers, jobs, placements and the follow-ups that keep them."""
