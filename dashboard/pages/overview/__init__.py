"""Översikt: every place at a glance."""
