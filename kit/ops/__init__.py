"""What a person can do, one module a noun; window, phones and command line all call these."""
