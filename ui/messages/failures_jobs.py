"""Refusals of work that the page asks for: code -> (Korean, English)."""

JOB_FAILURES: dict[str, tuple[str, str]] = {
    "jobs-full": (
        "기다리는 작업이 너무 많습니다({count}개). 앞선 작업이 끝난 뒤 다시 해 주세요.",
        "Too much work is waiting ({count} jobs). Try again when some of it has ended.",
    ),
    "unexpected-job": (
        "예상하지 못한 문제로 작업이 멈췄습니다. 서재는 그대로이니 다시 해 보고, 되풀이되면 서버의 "
        "기록을 확인해 주세요.",
        "The work stopped for an unexpected reason. The library is as it was: try again, and see "
        "the server's log if it happens again.",
    ),
}
