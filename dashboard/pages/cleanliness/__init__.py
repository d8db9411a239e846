"""Rent, helt och ljust: faults and how they are dealt with, cleaning, litter and grades."""
