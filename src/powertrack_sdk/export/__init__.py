"""Exports of whole portfolios: folders of files that other programs read as tables."""
