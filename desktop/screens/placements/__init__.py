"""Employers, vacancies, placements and follow-ups."""
