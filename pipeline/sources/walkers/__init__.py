"""Walkers: one module per format. A walker offers each segment of a source to a visitor, in order."""
