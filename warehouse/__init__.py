"""Numbers: stored, asked, guarded and summarised. Imports config only."""
