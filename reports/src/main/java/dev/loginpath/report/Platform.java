package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** The operating system of an instance, and how it is known. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Platform(Optional<String> os, Optional<String> version, PlatformSource source) {}
