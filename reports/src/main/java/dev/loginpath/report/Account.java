package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** An AWS account that was scanned. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Account(String id, Optional<String> alias) {}
