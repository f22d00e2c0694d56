"""The application: windows, paper, commands."""

import ctypes
import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 drops one reference to None in every call that returns nothing (measured
    # with 3.11: about 7,000 calls end the program, "deallocating None"), and one to True in
    # every ``Signal.emit`` (500 emits, 500 references). From 3.12 on they are immortal; here
    # they are given as many references as no program can drop.
    for kept in (None, True, False):
        ctypes.c_ssize_t.from_address(id(kept)).value = 1 << 60
