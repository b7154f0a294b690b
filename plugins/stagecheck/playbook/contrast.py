"""How well one colour can be read on another."""


def contrast(colour: str, background: str) -> float:
    """Give the contrast of two colours `#rrggbb`, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance, from 0 to 1, by the formula of WCAG 2.2."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
