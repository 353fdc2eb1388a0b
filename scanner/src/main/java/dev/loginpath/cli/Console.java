package dev.loginpath.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * Where a command speaks and what it may ask of the machine.
 *
 * @param in what a command reads where no file is named
 * @param out data
 * @param err everything else
 * @param environment an environment variable's value, empty text where it is not set
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Path workingDirectory,
    UnaryOperator<String> environment) {}
