"""A company's CVR number: eight digits that add up with modulus 11 (Erhvervsstyrelsen)."""

WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def normal(text: str) -> str:
    """The digits alone: people write "13 74 81 36" and "DK13748136"."""
    bare = "".join(text.split()).replace("-", "").replace(".", "")
    return bare[2:] if bare[:2].upper() == "DK" else bare


def problem(text: str) -> str | None:
    """The code of what is wrong with the number, or None."""
    digits = normal(text)
    if not digits:
        return "cvr_missing"
    if not (digits.isascii() and digits.isdigit()):
        return "cvr_digits"
    if len(digits) != len(WEIGHTS):
        return "cvr_length"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return None if total % 11 == 0 and digits[0] != "0" else "cvr_check"
