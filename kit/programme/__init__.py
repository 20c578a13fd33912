"""The programme around the talks: case studies, champions, evidence."""
