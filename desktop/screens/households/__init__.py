"""Households and the 一户一人 check."""
