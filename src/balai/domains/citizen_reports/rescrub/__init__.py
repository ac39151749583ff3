"""What is public of older reports, by today's rules: scrubbed and coarsened again. For the operator's command."""
