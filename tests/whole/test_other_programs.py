"""What other programs make of a file of ours, where they are installed: they open and save it, and no text is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Notation
from tests.exchange.test_xliff import sent

IDS = [f"m0123456789abcde{number}-0-01234567" for number in range(3)]
NEW = Unit(IDS[0], "Three")
UNITS = (
    NEW,
    Unit(IDS[1], "Take **%(n)s** of [these](a.md) & rest", notation=Notation.MARKDOWN),
    Unit(IDS[2], "Four *x*", "Vier *x*", fuzzy=True, notation=Notation.MARKDOWN),
)
OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>de</target_lang><sentence_seg>false</sentence_seg></project></omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="en" datatype="plaintext"
 creationtoolversion="3.6" segtype="paragraph" srclang="en"/><body>
<tu><tuv lang="en"><seg>Three</seg></tuv><tuv lang="de"><seg>Drei</seg></tuv></tu></body></tmx>
"""
LOKALIZE = """
lokalize "$1" >/dev/null 2>&1 &
program=$!
names() { gdbus call --session -d org.freedesktop.DBus -o / -m org.freedesktop.DBus.ListNames; }
until name=$(names | grep -o 'org.kde.lokalize-[0-9]*'); do sleep 1; done
editor() { gdbus call --session -d "$name" -o /ThisIsWhatYouWant/Editor/1 -m "org.kde.Lokalize.Editor.$1" 2>&1; }
until editor entryCount | grep -q '(3,)'; do sleep 1; done
gdbus call --timeout 5 --session -d "$name" -o /ThisIsWhatYouWant/Editor/1 \\
  -m org.kde.Lokalize.Editor.setEntryTarget 0 0 Drei >/dev/null 2>&1
editor saveFile
kill $program
"""


def needed(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def test_omegat_translates_what_has_no_translation_and_leaves_the_codes(tmp_path: Path) -> None:
    needed("omegat")
    files = {"omegat.project": OMEGAT, "omegat/project_save.tmx": MEMORY, "source/de.xlf": sent("xliff", *UNITS)}
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary", "home"):
        (tmp_path / name).mkdir()
    for path, text in files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    environment = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
    command = ["omegat", str(tmp_path), "--mode=console-translate"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    units = read_xliff((tmp_path / "target/de.xlf").read_text(encoding="utf-8"), "x").units
    assert [(unit.id, unit.source, unit.target, unit.fuzzy, unit.faults) for unit in units] == [
        (IDS[0], "Three", "Drei", False, ()),
        *((unit.id, unit.source, unit.target, unit.fuzzy, ()) for unit in UNITS[1:]),
    ]


def test_lokalize_leaves_what_it_does_not_change_as_it_is(tmp_path: Path) -> None:
    needed("lokalize", "xvfb-run", "dbus-run-session", "gdbus")
    path = tmp_path / "de.xlf"
    path.write_text(sent("xliff", *UNITS), encoding="utf-8")
    before = path.read_bytes()
    environment = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    command = ["xvfb-run", "-a", "dbus-run-session", "--", "bash", "-c", LOKALIZE, "bash", str(path)]
    subprocess.run(command, env=environment, check=False, capture_output=True)
    assert path.read_bytes() != before  # it writes its name into the file
    assert read_xliff(path.read_text(encoding="utf-8"), "x").units[1:] == read_xliff(before.decode(), "x").units[1:]
