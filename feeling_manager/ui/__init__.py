"""The window; all text a person sees."""
