"""SQLite through sqlite-utils, and the settings file."""
