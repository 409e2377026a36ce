"""What a model may not say as the customer: pure checks of sentences and lines, before they are shown."""
