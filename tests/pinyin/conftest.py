"""An encrypted record for what is remembered."""

from tests.usecases.conftest import store

__all__ = ["store"]
