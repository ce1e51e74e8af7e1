"""The browser of the tests, where the machine has one."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]
# Resolves once nothing of the page has changed for a while; the network of a Gradio page, which
# listens to its server for ever, never falls silent.
_STILL = """(quiet_ms) => new Promise((resolve) => {
  let timer = setTimeout(resolve, quiet_ms);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, quiet_ms); })
    .observe(document.body, { childList: true, subtree: true, characterData: true });
})"""


def wait_until_still(page, quiet_ms=400):
    """Wait until the page has stopped being redrawn."""
    page.evaluate(_STILL, quiet_ms)
