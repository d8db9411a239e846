"""Shows the published numbers. Never imports the pipeline."""
