"""Jämför perioder: is a change larger than the place usually varies?"""
