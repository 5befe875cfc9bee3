"""The documentation as a site: sphinx-build -W docs site. Text is Markdown, as it is read in the repository."""

import re
from pathlib import Path

project = "Sapa"
author = copyright = "the authors of Sapa"
version = release = re.search(r'"(.+)"', Path(__file__).parents[1].joinpath("core", "version.py").read_text("utf-8"))[1]

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["site"]
myst_heading_anchors = 3
# Links to files of the repository outside this folder; tests/test_docs.py holds every link to its file.
suppress_warnings = ["myst.xref_missing", "myst.header"]
html_theme = "alabaster"
html_theme_options = {"description": "Self-assessment reports against accreditation standards", "fixed_sidebar": True}
html_show_sourcelink = False
