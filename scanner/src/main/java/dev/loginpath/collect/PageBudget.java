package dev.loginpath.collect;

import dev.loginpath.verdict.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Ends lists that do not end: the same token or the same page twice, many pages without an item, or
 * more pages than AWS can hold of such things.
 */
final class PageBudget {

  /**
   * Pages of what a whole region or account holds. AWS keeps no list longer than about a hundred
   * thousand of those that are read, and the smallest pages hold 50.
   */
  static final int OF_ALL = 2_000;

  /** Pages of what belongs to one thing; quotas keep it to a thousand, on pages of 20 and more. */
  static final int OF_ONE_THING = 50;

  /** AWS filters after it pages, so that pages may be empty: all of its own documents are fewer. */
  static final int EMPTY_IN_A_ROW = 100;

  private static final Set<String> ABOUT_ONE_THING =
      Set.of(
          "ec2:GetManagedPrefixListEntries",
          "elasticloadbalancing:DescribeListeners",
          "iam:ListAccountAliases",
          "organizations:ListPoliciesForTarget",
          "pricing:GetProducts");

  private static final Set<String> TOKENS =
      Set.of("nexttoken", "nextmarker", "marker", "nextrecordname");

  private final int most;
  private final Set<String> tokens = new HashSet<>();
  private final Set<Object> seen = new HashSet<>();
  private int pages;
  private int emptyInARow;

  PageBudget(Call call) {
    this.most = ABOUT_ONE_THING.contains(call.action()) ? OF_ONE_THING : OF_ALL;
  }

  /** Counts a page; says why no further one is worth asking for. */
  Optional<String> spend(Object page, List<?> items) {
    pages++;
    emptyInARow = items.isEmpty() ? emptyInARow + 1 : 0;
    Optional<String> token = token(page);
    if (!items.isEmpty() && !seen.add(items)) {
      return Optional.of("the same page came twice");
    }
    if (token.isEmpty()) {
      // Where several lists are read as one, each has its own tokens.
      tokens.clear();
      return Optional.empty();
    }
    if (!tokens.add(token.get())) {
      return Optional.of("the same page token came twice");
    }
    if (emptyInARow >= EMPTY_IN_A_ROW) {
      return Optional.of(emptyInARow + " pages in a row were empty");
    }
    return pages >= most
        ? Optional.of("there are more than " + pages + " pages, which AWS cannot hold")
        : Optional.empty();
  }

  private static Optional<String> token(Object page) {
    return page instanceof SdkPojo answer
        ? answer.sdkFields().stream()
            .filter(it -> TOKENS.contains(it.memberName().toLowerCase(Locale.ROOT)))
            .flatMap(it -> Optional.ofNullable(it.getValueOrDefault(answer)).stream())
            .map(String::valueOf)
            .filter(it -> !it.isEmpty())
            .findFirst()
        : Optional.empty();
  }
}
