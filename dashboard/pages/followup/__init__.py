"""Uppföljning: what has changed since the start, and whether the measures helped."""
