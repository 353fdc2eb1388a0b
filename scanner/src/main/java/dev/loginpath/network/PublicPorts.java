package dev.loginpath.network;

import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;

/**
 * The TCP ports of an interface on which the internet comes in, whatever listens there.
 *
 * @param ports as a person writes them: {@code tcp 80, 443-445}
 * @param way the way in on the first of them, hop by hop
 * @param verdict whether as much of the internet comes in as was asked for
 */
public record PublicPorts(String ports, Requirement way, Verdict verdict) {}
