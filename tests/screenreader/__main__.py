"""Say which system programs the screen-reader tests still need; exit 1 when any is missing."""

import sys

from tests.screenreader.private_desktop import missing_programs

missing = ", ".join(missing_programs())
if missing:
    sys.stdout.write(f"  读屏测试未运行，缺少：{missing}\n")
    sys.stdout.write(f"  Screen-reader tests were not run; missing: {missing}\n")
sys.exit(1 if missing else 0)
