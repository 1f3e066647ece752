"""Installs packages into a system made for it, and uses them there."""
