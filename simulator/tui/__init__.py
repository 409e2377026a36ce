"""The app in the terminal: screens that draw the events of an attempt and send replies."""
