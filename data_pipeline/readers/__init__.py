"""One reader per file format, found by folder walk."""
