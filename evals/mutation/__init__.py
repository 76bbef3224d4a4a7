"""Mutation testing of what proves a sentence: small faults planted one at a time, and whether the tests notice."""
