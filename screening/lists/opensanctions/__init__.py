"""Exports in the formats of OpenSanctions; the user supplies the data and minds their licence."""
