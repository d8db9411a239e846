"""From a sender's file to a published file. Never imports the dashboard."""
