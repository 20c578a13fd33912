"""The programme: case studies, champions and evidence."""
