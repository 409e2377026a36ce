"""From a conversation that took place to the draft of a scenario: masked first, then taken apart."""
