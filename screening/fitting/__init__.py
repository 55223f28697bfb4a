"""Weights learnt from a platform's own outcomes, within the laws; and policies compared on profiles."""
