"""The attacker: asks everything a page can ask, and tries to work out what was not told."""
