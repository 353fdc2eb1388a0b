package dev.loginpath.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One value of a statement's {@code Resource} or {@code NotResource}. A wildcard in one of the
 * first five parts stays inside it, unless it ends the part: then AWS says that it may reach over
 * colons. Where the two readings differ the answer is unknown.
 */
final class ResourcePattern {

  private static final int PARTS = 6;

  private final String text;
  private final boolean everything;
  private final Glob[] fixedParts;

  /** The parts of them that {@link #head} does not already settle. */
  private final int[] open;

  private final Template last;

  /** Read as if no colon meant anything. */
  private final Template whole;

  /** No resource that starts otherwise matches. */
  private final String head;

  /** A star before the fifth colon may reach over it. */
  private final boolean mayCross;

  /** Every wildcard of the first five parts is the last character of its part. */
  private final boolean crossesByTheBook;

  ResourcePattern(String text, boolean variables) {
    this.text = text;
    this.everything = text.equals("*");
    String[] parts = text.split(":", PARTS);
    int head = Math.min(parts.length, PARTS - 1);
    boolean full = parts.length == PARTS;
    this.fixedParts = new Glob[full ? PARTS - 1 : 0];
    boolean wild = false;
    boolean byTheBook = true;
    for (int part = 0; part < head; part++) {
      int star = parts[part].indexOf('*');
      wild |= star >= 0 || parts[part].indexOf('?') >= 0;
      byTheBook &= parts[part].indexOf('?') < 0 && (star < 0 || star == parts[part].length() - 1);
      if (full) {
        fixedParts[part] = Glob.of(parts[part]);
      }
    }
    this.mayCross = wild;
    this.crossesByTheBook = byTheBook;
    String end = full ? parts[PARTS - 1] : "";
    String start = text.substring(0, text.length() - end.length());
    this.last = variables ? Template.withVariables(end) : Template.plain(end);
    this.whole = variables ? Template.withVariables(start, end) : Template.plain(text);
    this.head = whole.head();
    int settled = (int) this.head.chars().filter(it -> it == ':').count();
    this.open =
        IntStream.range(0, fixedParts.length)
            .filter(it -> it >= settled && !fixedParts[it].isAnything())
            .toArray();
  }

  /** The keys whose values its policy variables take, in lower case. */
  List<String> variables() {
    return last.keys();
  }

  /** Exactly one resource; empty where it is a pattern. */
  Optional<String> literal() {
    Glob fixed = whole.fixed();
    return fixed != null && fixed.isLiteral() ? Optional.of(fixed.head()) : Optional.empty();
  }

  boolean isEverything() {
    return everything;
  }

  /**
   * Whether it covers a resource.
   *
   * @param arn the resource's ARN, where it has one
   */
  Truth covers(String resource, Optional<Arn> arn, Context context) {
    if (everything) {
      return Truth.YES;
    }
    if (resource.equals("*") || !resource.startsWith(head)) {
      return Truth.NO;
    }
    if (fixedParts.length == 0 || arn.isEmpty()) {
      return freely(resource, context).and(crossesByTheBook ? Truth.YES : Truth.UNKNOWN);
    }
    Truth inside = partByPart(resource, arn.get(), context);
    if (inside != Truth.NO || !mayCross) {
      return inside;
    }
    return freely(resource, context).and(Truth.UNKNOWN);
  }

  private Truth freely(String resource, Context context) {
    return whole.matches(context, resource, 0, resource.length());
  }

  private Truth partByPart(String resource, Arn arn, Context context) {
    for (int part : open) {
      if (fixedParts[part].matches(resource, arn.from(part), arn.to(part)) == Truth.NO) {
        return Truth.NO;
      }
    }
    return last.matches(context, resource, arn.from(PARTS - 1), resource.length());
  }

  @Override
  public String toString() {
    return text;
  }
}
