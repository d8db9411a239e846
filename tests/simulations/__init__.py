"""Seeded simulations of every bar of the statistics; see README.md."""
