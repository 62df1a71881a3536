"""Devices of a site, their readings, registers and configuration."""
