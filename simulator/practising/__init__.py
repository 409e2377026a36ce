"""What to practise next: suggestions from what was missed and how long ago that was, never due dates."""
