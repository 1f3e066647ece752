"""Emotion classifiers: LiteRT, Keras, and recorded scores."""
