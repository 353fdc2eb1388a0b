package dev.loginpath.simulator.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file however a shell wrote it: UTF-8 with or without its mark, UTF-16 as
 * PowerShell's redirection writes it, and any of them compressed by gzip.
 */
final class FileText {

  /** How many bytes an answer may have, and more than any has. */
  static final int MOST = 1 << 30;

  private FileText() {}

  /**
   * @throws NotAnAnswerException if the bytes are no text
   */
  static String of(byte[] bytes) throws NotAnAnswerException {
    byte[] plain = startsWith(bytes, 0x1f, 0x8b) ? unzipped(bytes) : bytes;
    if (startsWith(plain, 0xef, 0xbb, 0xbf)) {
      return decoded(plain, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(plain, 0xff, 0xfe, 0, 0)) {
      return decoded(plain, 4, Charset.forName("UTF-32LE"));
    }
    if (startsWith(plain, 0xff, 0xfe)) {
      return decoded(plain, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(plain, 0xfe, 0xff)) {
      return decoded(plain, 2, StandardCharsets.UTF_16BE);
    }
    // JSON begins with an ASCII character: its zero byte tells the order, where a mark is missing.
    if (plain.length >= 2 && plain[0] == 0 && plain[1] != 0) {
      return decoded(plain, 0, StandardCharsets.UTF_16BE);
    }
    if (plain.length >= 2 && plain[0] != 0 && plain[1] == 0) {
      return decoded(plain, 0, StandardCharsets.UTF_16LE);
    }
    return decoded(plain, 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int index = 0; index < mark.length; index++) {
      if ((bytes[index] & 0xff) != mark[index]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] unzipped(byte[] bytes) throws NotAnAnswerException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes(MOST);
      if (in.read() >= 0) {
        throw new NotAnAnswerException("gzip of more than " + (MOST >> 20) + " MiB");
      }
      return plain;
    } catch (IOException broken) {
      throw new NotAnAnswerException("gzip that breaks off or is damaged");
    }
  }

  private static String decoded(byte[] bytes, int from, Charset charset)
      throws NotAnAnswerException {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException foreign) {
      throw new NotAnAnswerException(
          startsWith(bytes, 'P', 'K') ? "a ZIP archive" : "bytes that are no " + charset + " text");
    }
  }
}
