"""A small chart of days, drawn in numbers that a template can put in an SVG: no style, no script."""

from dataclasses import dataclass

WIDE, GAP, HIGH = 5, 1, 32  # of a bar, in pixels


@dataclass(frozen=True)
class Chart:
    """bars: (x, y, height) of each day. most: the highest count, on most_on, 0 where nothing was read."""

    bars: list
    width: int
    most: int
    most_on: object
    high: int = HIGH
    wide: int = WIDE


def chart(days):
    """This will draw (day, count) pairs, oldest first, the highest as high as the chart and any at least a pixel."""
    most_on, most = max(days, key=lambda day: day[1])
    bars = []
    for place, (_, count) in enumerate(days):
        height = max(1, round(HIGH * count / most)) if count else 0
        bars.append((place * (WIDE + GAP), HIGH - height, height))
    return Chart(bars, len(days) * (WIDE + GAP) - GAP, most, most_on if most else None)
