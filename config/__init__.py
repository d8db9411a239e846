"""Facts: what a place, a source, a category, a KPI and a word are. Imports nothing of ours."""
