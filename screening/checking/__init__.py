"""Vendor lists checked in CI: what is new, what was allowed and by whom, and notices for machines."""
