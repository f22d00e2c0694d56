"""The same dress as in tests of the kit."""

from tests.desktop.conftest import dressed

__all__ = ["dressed"]
