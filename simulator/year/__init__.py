"""What the app shows of the training year: joined from the records, the programmes and the roster."""
