"""The pages, one folder each; found by Dash, imported by nothing."""
