"""The shipped catalogue, read once for all tests."""

from server.storage import editions

EDITIONS = editions.shipped()
EDITION = next(edition for edition in EDITIONS if edition.programme == "bygningssnedker")
