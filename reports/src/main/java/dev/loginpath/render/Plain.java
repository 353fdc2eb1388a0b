package dev.loginpath.render;

/** Text of others for a terminal or a log. */
public final class Plain {

  private Plain() {}

  /**
   * Tags and answers may hold terminal escapes and line breaks that mean something to CI systems.
   */
  public static String text(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }
}
