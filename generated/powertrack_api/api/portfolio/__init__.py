"""The table of a customer's sites with their latest figures."""

from powertrack_api.api.portfolio.get_portfolio import get_portfolio

__all__ = [
    "get_portfolio",
]
