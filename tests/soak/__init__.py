"""The fault stand: the bot under load while everything around it breaks; then the books.

    python -m tests.soak --minutes 10 --database both

What it does and what its sums mean: `docs/reference/soak.md`.
"""
