"""A device's name as a person knows it, read from the browser's own words: "iPhone · Safari"."""

KINDS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
BROWSERS = {
    "Edg": "Edge", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip


def name(user_agent: str) -> str:
    """Never the string itself: it is anybody's text."""
    kind = next((shown for mark, shown in KINDS.items() if mark in user_agent), "")
    browser = next((shown for mark, shown in BROWSERS.items() if mark in user_agent), "")
    return " · ".join(part for part in (kind, browser) if part)
