"""Face detectors: MediaPipe, and one that takes the whole picture for a face."""
