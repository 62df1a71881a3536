"""Nodes of the tree."""

from __future__ import annotations

from powertrack_api.models.node import Node

__all__ = ["Node"]
