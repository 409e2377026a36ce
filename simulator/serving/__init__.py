"""Serving the app to browsers: who may come in, one process for each page, and nothing from elsewhere."""
