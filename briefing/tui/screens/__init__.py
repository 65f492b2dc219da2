"""Screens of the terminal session."""
