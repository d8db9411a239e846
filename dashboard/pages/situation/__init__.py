"""Läget: what happened at one place, when, where and of which kind."""
