package dev.loginpath.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes of content. A finding's id depends on partition, account, region, resource, path and rule
 * alone: it stays the same over runs, texts, tags and severities.
 */
public final class FindingId {

  private FindingId() {}

  public static String of(
      String partition, String account, String region, String resource, String path, String rule) {
    return hash(partition, account, region, resource, path, rule).substring(0, 32);
  }

  /** SHA-256 in hex; each part is closed by a zero byte, so that parts cannot run together. */
  public static String hash(String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha256.update(part.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
