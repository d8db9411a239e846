"""Tests: may import everything, is imported by nothing."""
