"""The application: windows, paper, commands."""
