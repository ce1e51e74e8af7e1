"""What surrounds the content of a web page: menus, banners, the page's own header and footer."""

from __future__ import annotations

import re

from corpus.readers.html_nodes import Node, walk

# What Korean sites call their bars, and what everyone calls a breadcrumb or cookie banner.
_NAMES = frozenset(
    """
    gnb lnb snb tnb unb fnb skipnav skip-nav skip_nav skipnavi skip_navi skip-link skip-links
    skip-to-content u_skip breadcrumb breadcrumbs cookie-banner cookie-notice cookie-consent
    cookie-bar cookiebanner cookieconsent cookie-law-info-bar onetrust-banner-sdk
    gdpr-banner consent-banner
    """.split()
)
_SECTIONS = frozenset(("article", "main", "blockquote", "figure", "td", "dialog"))
_SPLIT = re.compile(r"\s+")
# More words than this are content, whatever their box is called.
_MAX_CHARS = 3_000


def is_furniture(node: Node, open_tags: set[str]) -> bool:
    """Tell whether an element, inside open elements of these tags, is no part of the content."""
    tag = node.tag or ""
    attributes = node.attributes
    role = (attributes.get("role") or "").lower()
    is_own = not _SECTIONS & open_tags
    if role == "contentinfo" or (tag == "footer" and is_own and "section" not in open_tags):
        return _is_small(node)
    if role == "banner" or (tag == "header" and is_own):
        return _is_small(node) and not _has_heading(node)
    names = {
        name.lower()
        for key in ("id", "class")
        for name in _SPLIT.split((attributes.get(key) or "").strip())
    }
    return tag != "body" and bool(names & _NAMES) and _is_small(node)


def _is_small(node: Node) -> bool:
    size = 0
    for inner, _ in walk(node):
        size += len((inner.text_content or "").strip()) if inner.tag == "-text" else 0
        if size > _MAX_CHARS or inner.tag in ("article", "main"):
            return False
    return True


def _has_heading(node: Node) -> bool:
    return any(inner.tag in ("h1", "h2") for inner, _ in walk(node))
