"""Tests of the journal's unit, of whole files, cards and exchange files."""
