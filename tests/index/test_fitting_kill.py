"""A fitting is killed at random moments; what is left is the model alone or the fit, whole."""

import random
import time

import pytest

from tests.index.killing import let_go, needs_kill, start_writer, stop, time_run
from tests.index.test_fitting_library import QUERY, fill_real, found, open_real

KILLS = 8
WRITER = """
import sys
from pathlib import Path
from tests.index.test_fitting_library import open_real
with open_real(Path(sys.argv[1])) as library:
    library.fit()
    library.undo_fit()
    print("ready", flush=True)
    sys.stdin.readline()
    library.fit()
    print("done", flush=True)
"""


@pytest.mark.slow
@needs_kill
def test_a_killed_fitting_leaves_the_old_state_or_the_new(tmp_path):
    folder = tmp_path / "lib"
    fill_real(tmp_path / "docs")
    with open_real(folder) as library:
        library.sync([tmp_path / "docs"])
        plain = found(library, QUERY)
        library.fit()
        fitted = found(library, QUERY)
        library.undo_fit()
    writer = start_writer(WRITER, folder)
    whole = time_run(writer)
    draw = random.Random(20240607)
    seen = []
    # Evenly over the run and a little beyond, so that both outcomes are seen; on a machine that
    # has become busier meanwhile a run takes longer, so that later ones follow until one ends.
    for kill in range(3 * KILLS):
        if kill >= KILLS and any(seen):
            break
        writer = start_writer(WRITER, folder)
        let_go(writer)
        time.sleep(whole * (kill + draw.random()) * 1.5 / KILLS)
        stop(writer)
        with open_real(folder) as library:
            state = found(library, QUERY)
            assert state in (plain, fitted)
            assert (library.status().fit is not None) == (state == fitted)
            seen.append(state == fitted)
    assert any(seen) and not all(seen)
