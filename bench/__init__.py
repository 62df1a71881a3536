"""Benchmarks: ratios within one run, on one machine. `make bench` prints them in one table."""
