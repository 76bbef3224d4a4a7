"""The ways in: each parses, calls the assistant and renders."""
