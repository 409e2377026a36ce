"""Looking at verdicts again: overruling, disputes, calibration rounds."""
