"""``python -m briefs.cli`` is ``briefs``."""

from briefs.cli.process import main

main()
