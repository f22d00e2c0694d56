"""An encrypted record, for papers that are filed."""

from tests.usecases.conftest import policy, store

__all__ = ["policy", "store"]
