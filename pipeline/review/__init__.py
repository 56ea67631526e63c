"""What a locale is worth, page by page: gates, findings, history."""
