"""Pure pieces of a page: one frozen object in, one Dash component out."""
