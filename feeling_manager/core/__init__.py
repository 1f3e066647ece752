"""The rules of the program: standard library and numpy only, no devices, no clock."""
