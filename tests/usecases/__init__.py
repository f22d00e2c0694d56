"""Tests of what counsellors and supervisors do, on the real encrypted record."""
