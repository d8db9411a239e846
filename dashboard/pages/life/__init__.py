"""Liv och utbud: how many pass and stay, who they seem to be, and what there is to do."""
