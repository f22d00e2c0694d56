"""Tests of the key file and the recovery code."""
