"""The short code that is spoken over a phone: 8 signs, 40 bits, and what people may type for one."""

# Crockford's 32 signs: none is taken for another once the look-alikes below are read as what they look like.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LOOK_ALIKES = str.maketrans({"O": "0", "Ø": "0", "I": "1", "L": "1", "U": "V"})


def normal(text: str) -> str | None:
    """The code that was meant: case, blanks and hyphens do not matter. None when it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(LOOK_ALIKES)
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None
