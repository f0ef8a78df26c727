"""axe-core on the page as it stands. It goes in through the debugger, which the strict policy does not stop."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Bars that stick to an edge stand in their own place meanwhile: a button half under one is not a small button.
LOOSE = ".bar, .tabs, .how-far { position: static !important }"
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that another theme changes
# What is not asked for: where the rules hold, and what autoplays, which axe-core never calls a violation.
SPARING = {"resultTypes": ["violations"], "preload": False}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, run_only: list[str] | dict[str, Any] = RULES) -> list[str]:
    """One line for each thing axe-core objects to: the rule, what is wrong, and where. `run_only`: as axe knows it."""
    debugger = page.context.new_cdp_session(page)
    try:
        if not debugger.send("Runtime.evaluate", {"expression": "'axe' in globalThis"})["result"]["value"]:
            debugger.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
        run = f"""(async () => {{
            const loose = new CSSStyleSheet();
            loose.replaceSync({json.dumps(LOOSE)});
            document.adoptedStyleSheets.push(loose);
            const found = await axe.run(document, {json.dumps({"runOnly": run_only, **SPARING})});
            document.adoptedStyleSheets.pop();
            return JSON.stringify(found.violations);
        }})()"""
        answer = debugger.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
    finally:
        debugger.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(f"axe-core did not run: {answer['exceptionDetails']}")
    return [
        f"{rule['id']}: {rule['help']} at {' '.join(map(str, node['target']))} ({node['failureSummary']})"
        for rule in json.loads(answer["result"]["value"])
        for node in rule["nodes"]
    ]
