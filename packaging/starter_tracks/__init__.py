"""Composes, renders and checks the starter tracks of Feeling Manager."""
