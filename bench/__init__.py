"""Speeds, as ratios within one run: `make bench`, or `python -m bench NAME...`.

A bench is a file here with `run() -> None` that prints its table, and a line in `__main__.py`.
"""
