"""The proof that print, large print, easy reading, Braille and sound say the same.

Each form is read back from what a person gets (the structure tree of the PDF, the cells, the
sentences for the voice) and compared with the content. A form that leaves out, adds, swaps or
changes one thing must differ; ``test_dropped.py`` proves that for every part of a document.
"""
