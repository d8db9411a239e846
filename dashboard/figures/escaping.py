"""Senders' text in charts: plotly.js reads some markup, and none of it may be theirs."""


def escaped(text: str) -> str:
    """Take the markup out of a sender's text: plotly.js would read it as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
