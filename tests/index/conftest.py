import pytest

from tests.index.library_fakes import open_library, write


@pytest.fixture
def docs(tmp_path):
    return write(
        tmp_path / "docs",
        fruit="# 과일\n사과는 빨갛다\n배는 달다",
        sea="# 자연\n바다는 넓다\n하늘은 높다",
        many="\n".join(f"기차 {number}호는 길다" for number in range(40)),
    )


@pytest.fixture
def filled(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
    return tmp_path / "lib"
