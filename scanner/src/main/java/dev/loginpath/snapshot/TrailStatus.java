package dev.loginpath.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a trail records now, and whether what it records arrives.
 *
 * @param deliveryError the error of S3 at the last delivery, empty where it went well
 */
public record TrailStatus(
    boolean logging, Optional<Instant> latestDeliveryTime, Optional<String> deliveryError) {}
