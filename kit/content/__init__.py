"""Read and write what people edit: Markdown, YAML and tables, each finding with file and line."""
