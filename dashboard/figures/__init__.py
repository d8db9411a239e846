"""Pure charts: frozen rows in, a plain figure dictionary out."""
