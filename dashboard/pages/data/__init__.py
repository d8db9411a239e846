"""Data: how fresh and whole the data are, what was rejected, and what waits for a decision."""
