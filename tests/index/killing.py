"""Writers in a process of their own that wait to be let go, and are killed as by `kill -9`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")


def start_writer(code, *paths):
    """Start `code`, which prints `ready`, waits for a line, works and prints `done`."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, paths)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(process):
    process.stdin.write("\n")
    process.stdin.flush()


def time_run(process):
    """Let a writer work to its end; return the seconds it took."""
    started = time.perf_counter()
    let_go(process)
    assert process.stdout.readline() == "done\n"
    whole = time.perf_counter() - started
    stop(process)
    return whole


def stop(process):
    """Kill a process as `kill -9` does."""
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
