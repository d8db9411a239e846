"""Owns what numbers can tell: comparisons, effects, signals, surveys, and the words for each."""
