"""Checks: one rule family per module. A rule looks at one thing and yields what is wrong with it."""
