"""The query layer: typed questions in, frozen rows out, always for a Viewer."""
