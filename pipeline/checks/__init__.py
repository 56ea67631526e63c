"""What is wrong with a translation: one rule family per module, which looks at one thing and yields what is wrong."""

from pipeline.checks.checker import Checker, Rules
from pipeline.checks.pair import Fault, Pair
from pipeline.rules import RULES

__all__ = ["RULES", "Checker", "Fault", "Pair", "Rules"]
