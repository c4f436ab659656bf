"""Doors of reporting for people: permission, parse, one service call, render."""
