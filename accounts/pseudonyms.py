"""Made-up names for people who would rather not think of one: pleasant, harmless, and nobody's own."""

import secrets

FIRST = (
    "Amber", "Autumn", "Blue", "Bright", "Calm", "Cheerful", "Clear", "Coral", "Early", "Gentle", "Golden", "Green",
    "Happy", "Kind", "Little", "Misty", "Patient", "Quiet", "Rainy", "Silver", "Sunny", "Tall", "Warm", "Windy",
)  # fmt: skip
SECOND = (
    "Acorn", "Badger", "Birch", "Clover", "Curlew", "Fern", "Finch", "Hazel", "Heron", "Kettle", "Lantern", "Linnet",
    "Maple", "Meadow", "Otter", "Pebble", "Puffin", "River", "Robin", "Sparrow", "Teapot", "Thistle", "Willow", "Wren",
)  # fmt: skip


def suggest():
    """This will give a name such as "Quiet Heron 42". Another may have it too: names need not be unique."""
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)} {10 + secrets.randbelow(90)}"
