"""Looks at a file nobody has described yet, and drafts its contract."""
