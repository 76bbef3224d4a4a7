"""The HTTP surface: JSON routes under /v1 and a page at /."""
