"""What axe-core finds wrong with a page, and where its focus goes: for the browser tests."""

from functools import cache
from pathlib import Path

# Whether what has the focus can be seen to have it: an outline, a frame or a ring around it or
# around the label that stands for it.
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const around = [at, at.closest("label"), at.closest(".wrap")].filter(Boolean);
  const isRinged = around.some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  const box = at.getBoundingClientRect();
  if (!at.dataset.passed) at.dataset.passed = String((window.passes = (window.passes || 0) + 1));
  return {
    key: at.dataset.passed,
    name: `${at.tagName.toLowerCase()}#${at.id} ${at.getAttribute("aria-label") || at.textContent.trim().slice(0, 30)}`,
    isRinged,
    isSeen: box.width > 0 && box.height > 0,
  };
}"""
# What should be reached by Tab alone; of a group of radio buttons and of tabs it is one.
_MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getBoundingClientRect().width > 0)
  .filter((one) => !one.disabled && one.tabIndex >= 0 && !one.dataset.passed)
  .filter((one) => !(one.type === "radio" && document.querySelector(`input[name="${one.name}"][data-passed]`)))
  .map((one) => one.outerHTML.slice(0, 160))"""


@cache
def axe_source():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def find_violations(page):
    """Return the serious and critical violations of the page as it stands, one a line."""
    # A thing that is fading in has the contrast of neither its beginning nor its end.
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"
    )
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_source())
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def walk_by_tab(page, most=150):
    """Press Tab from the page's beginning until it comes round.

    Returns:
        What was reached in order, each with `name`, `isRinged` and `isSeen`; and what was missed.
    """
    page.evaluate(
        # A place before everything else, which Tab itself never comes to.
        "() => { const start = document.createElement('span'); start.tabIndex = -1;"
        " document.body.prepend(start); start.focus(); window.passes = 0;"
        " document.querySelectorAll('[data-passed]').forEach((one) => delete one.dataset.passed);"
        " getSelection().removeAllRanges(); scrollTo(0, 0); }"
    )
    reached = {}
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at is None:
            if reached:
                break
            continue
        if at["key"] in reached:
            break
        reached[at["key"]] = at
    else:
        raise AssertionError(
            f"no end after {most} steps: {[a['name'] for a in reached.values()][-5:]}"
        )
    return list(reached.values()), page.evaluate(_MISSED)
