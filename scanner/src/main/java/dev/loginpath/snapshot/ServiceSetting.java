package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A service setting of Systems Manager; {@code status} is {@code Default} where nobody changed it.
 */
public record ServiceSetting(String id, String value, Optional<String> status) {}
