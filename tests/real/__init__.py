"""Real files, and the table of what became of each: `python -m tests.real`."""
