"""Every report for programs, in one registry."""
