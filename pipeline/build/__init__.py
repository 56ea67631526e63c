"""From a plan to a published folder."""

from pipeline.build.build import build, build_pseudo
from pipeline.build.coverage import coverage

__all__ = ["build", "build_pseudo", "coverage"]
