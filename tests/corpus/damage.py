"""Damage to bytes as hypothesis draws it."""

from hypothesis import strategies as st


def flip_bytes(draw, whole, most):
    """Return the bytes with one to `most` of them turned into others."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, most))):
        raw[draw(st.integers(0, len(raw) - 1))] ^= draw(st.integers(1, 255))
    return bytes(raw)


def set_bytes(draw, whole, most, least=1, values=(0, 255)):
    """Return the bytes with `least` to `most` of them set, each to one between `values`."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(least, most))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(*values))
    return bytes(raw)


def cut_off(draw, whole):
    """Return what is left of the bytes: all, or as few as one."""
    return bytes(whole[: draw(st.integers(1, len(whole)))])
