"""Formats: each module turns assessments into one kind of text."""
