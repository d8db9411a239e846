"""What users send in and decide: uploads, aliases, mappings, and the processes for them."""
