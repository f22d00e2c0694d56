"""Graduates and their job leads."""
