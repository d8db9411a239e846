"""The commented instance that a new collaboration starts from."""
