package dev.loginpath.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * A key pair as EC2 holds it. One that was deleted here still opens the instances that were
 * launched with it.
 *
 * @param type {@code rsa} or {@code ed25519}
 */
public record KeyPair(
    String id,
    String name,
    Optional<String> type,
    Optional<String> fingerprint,
    Optional<Instant> createTime) {}
