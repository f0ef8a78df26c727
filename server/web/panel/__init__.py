"""The panel: HTML for school, workplace and operator, one file a page."""
