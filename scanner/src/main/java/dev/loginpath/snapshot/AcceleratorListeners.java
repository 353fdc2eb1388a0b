package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The listeners of one accelerator. */
public record AcceleratorListeners(
    String acceleratorArn, Observed<List<AcceleratorListener>> listeners) {}
