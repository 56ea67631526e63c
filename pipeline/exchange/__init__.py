"""Translations to and from other tools."""
