"""Players: libVLC, and one that keeps silent."""
