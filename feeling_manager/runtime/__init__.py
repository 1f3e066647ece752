"""Threads and signals between the devices and the window; QtCore only."""
