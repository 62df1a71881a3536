"""How `make docs` builds the documentation."""

project = "powertrack-sdk"
copyright = "The powertrack-sdk developers"
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["conf.py"]
html_theme = "furo"
html_title = "powertrack-sdk"
html_copy_source = False
html_show_sourcelink = False
# What is built is read from disk or from any web server; it asks no other host for anything.
html_static_path = ["_static"]
html_css_files = ["tables.css"]
