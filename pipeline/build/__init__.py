"""From a plan to a published folder."""

from pipeline.build.build import build, build_pseudo
from pipeline.build.coverage import CoverageReport, coverage
from pipeline.build.executors import local_executor
from pipeline.build.kept import Why
from pipeline.build.live_process import Heard, LiveProcess
from pipeline.build.manifest import known_by_hand, published_now
from pipeline.build.order import Order
from pipeline.build.plan import Plan, with_texts
from pipeline.build.run import Progress
from pipeline.build.seat import pseudo_output, staging_of
from pipeline.build.written import SiteTask
from pipeline.plugin.traces import SHARE

__all__ = [
    "SHARE",
    "CoverageReport",
    "Heard",
    "LiveProcess",
    "Order",
    "Plan",
    "Progress",
    "SiteTask",
    "Why",
    "build",
    "build_pseudo",
    "coverage",
    "known_by_hand",
    "local_executor",
    "pseudo_output",
    "published_now",
    "staging_of",
    "with_texts",
]
