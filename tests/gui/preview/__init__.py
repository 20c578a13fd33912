"""Tests of the pictures of slides."""
