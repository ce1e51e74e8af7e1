"""Gradio, imported without what only its own makers need: half of what its import takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_MODULE, _WRITER = "gradio.component_meta", "create_or_modify_pyi"
# Gradio's own server of MCP, which ours takes the place of (`ui.mcp`), and what pandas has for
# files of tables where it is installed: neither is needed, each is tens of megabytes.
_NEEDLESS = ("mcp", "pyarrow")


def import_gradio() -> None:
    """Import gradio; a second time is nothing.

    It reads, parses and compares the source of each of its components to write a stub for
    editors beside it: over a second of start-up, and into a folder that may not be ours to
    write to. Where a version has no such step, nothing is left out. What MCP is served with takes
    half a second as well: it is imported when a client first speaks it.
    """
    if "gradio" in sys.modules:
        return
    finder = _WithoutStubs()
    sys.meta_path.insert(0, finder)
    try:
        import gradio  # noqa: F401
    finally:
        sys.meta_path.remove(finder)


class _WithoutStubs(MetaPathFinder):
    """Finds the one module that writes stubs, and takes the writing out of it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in _NEEDLESS:
            raise ModuleNotFoundError(f"{fullname} is imported later", name=fullname)
        if fullname != _MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_without(module: ModuleType) -> None:
            execute(module)
            if hasattr(module, _WRITER):
                setattr(module, _WRITER, lambda *_: None)

        spec.loader.exec_module = execute_without  # type: ignore[method-assign]
        return spec
