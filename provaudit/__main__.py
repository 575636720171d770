"""`python -m provaudit`, the same as `provaudit`."""

import sys

from provaudit.cli.app import main

sys.exit(main())
