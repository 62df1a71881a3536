"""Photovoltaic model of a site or an inverter."""
