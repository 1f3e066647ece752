"""Feeling Manager: music that fits the expression on your face, on your own computer."""

__version__ = "0.1.0"
