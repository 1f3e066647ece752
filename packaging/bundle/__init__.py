"""What goes into the frozen program, and how its packages are made."""
