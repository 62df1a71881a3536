"""Energy rates: costs and revenue."""

from powertrack_api.api.rates.create_rate import create_rate
from powertrack_api.api.rates.delete_rate import delete_rate
from powertrack_api.api.rates.get_new_rate import get_new_rate
from powertrack_api.api.rates.get_new_rate_period import get_new_rate_period
from powertrack_api.api.rates.get_rate import get_rate
from powertrack_api.api.rates.put_rate import put_rate

__all__ = [
    "get_rate",
    "delete_rate",
    "put_rate",
    "create_rate",
    "get_new_rate",
    "get_new_rate_period",
]
