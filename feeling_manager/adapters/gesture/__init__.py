"""Gesture readers: MediaPipe's hand models, and recorded gestures."""
