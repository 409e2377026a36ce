"""Reports on the year's training: figures, pages and certificates, all pure."""
