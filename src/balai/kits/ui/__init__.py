"""The interface: base pages, components as tags and includes, small charts, styles, scripts and translations."""
