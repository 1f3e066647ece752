"""Pictures from files."""
