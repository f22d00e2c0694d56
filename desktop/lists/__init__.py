"""Tables, lists of work, filters, and what stands where rows will be."""
