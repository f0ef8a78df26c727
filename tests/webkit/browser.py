#!/usr/bin/python3
"""A small WebKitGTK browser that WebKitWebDriver can start, with storage that lasts (MiniBrowser's does not).

Runs with the system's Python (python3-gi, gir1.2-webkit2-4.1). Options:
  --automation        be driven by WebKitWebDriver
  --data=DIR          where storage lies; the same folder is the same phone after a restart
  --ua=TEXT           user agent        --on=FEATURE   switch a WebKit feature on (PushAPI, StorageAPI, WebShare, ...)
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402


def option(name: str, default: str = "") -> str:
    return next((a.split("=", 1)[1] for a in sys.argv if a.startswith(f"--{name}=")), default)


automation = "--automation" in sys.argv
features = {a.split("=", 1)[1] for a in sys.argv if a.startswith("--on=")}
folder = option("data", "webkit-data")
store = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext.new_with_website_data_manager(store)
window = Gtk.Window(default_width=390, default_height=844)
window.connect("destroy", lambda *_: Gtk.main_quit())
tabs = Gtk.Notebook()
window.add(tabs)


def allow(_view, request):
    request.allow()
    return True


def close(view):
    view.destroy()
    if tabs.get_n_pages() == 0:
        Gtk.main_quit()


def new_view(*_):
    settings = WebKit2.Settings()
    known = WebKit2.Settings.get_all_features()
    for index in range(known.get_length()):
        feature = known.get(index)
        if feature.get_identifier() in features:
            settings.set_feature_enabled(feature, True)
    if option("ua"):
        settings.set_user_agent(option("ua"))
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=automation, settings=settings)
    view.connect("permission-request", allow)
    view.connect("close", close)
    tabs.append_page(view, None)
    view.show()
    return view


def started(_context, session):
    info = WebKit2.ApplicationInfo.new()
    info.set_name("MiniBrowser")
    info.set_version(2, 50, 6)
    session.set_application_info(info)
    session.connect("create-web-view", new_view)


context.connect("automation-started", started)
context.set_automation_allowed(automation)
window.show_all()
if not automation:
    new_view().load_uri(sys.argv[-1])
Gtk.main()
