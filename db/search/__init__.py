"""Words people search by: tokens, pinyin and the plan of a query. Pure functions."""
