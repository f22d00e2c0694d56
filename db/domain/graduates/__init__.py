"""The 一对一 service for disabled graduates, and its rules."""
