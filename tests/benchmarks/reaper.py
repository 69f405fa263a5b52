"""``python -m tests.benchmarks.reaper COMMAND…``: what a command and all it ever started cost, as two numbers.

A browser's helpers outlive the process that started them and are waited for by nobody: they are adopted here, and
counted. Out: seconds of processor time, and of waiting until the command itself had ended.
"""

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import time

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""


def main(words: list[str]) -> int:
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    begun = time.perf_counter()
    code = subprocess.call(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - begun
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, wall)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
