"""How `make docs` builds the documentation."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "powertrack-sdk"
copyright = "The powertrack-sdk developers"  # noqa: A001  # so named by Sphinx
extensions = ["myst_parser", "sphinx_design", "command_line", "docstrings"]
autodoc_member_order = "bysource"
napoleon_use_ivar = True
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 2
exclude_patterns = ["conf.py"]
smartquotes = False  # two dashes begin an option
html_theme = "furo"
html_title = "powertrack-sdk"
html_copy_source = False
html_show_sourcelink = False
# What is built is read from disk or from any web server; it asks no other host for anything.
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_js_files = ["tables.js"]
