"""The only code that knows every part: commands, wiring, places, logs."""
