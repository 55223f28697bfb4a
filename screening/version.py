"""The version of the library: what an assessment says it was made with."""

__version__ = "0.1.0"
