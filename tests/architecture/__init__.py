"""Guards of the house rules: each rule is a function from a tree to its violations."""
