package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Lists that do not end are cut short, and say why; long ones that end are read. */
class PageBudgetTest {

  private static final Call CALL = Call.of("ec2:DescribeInstances", "us-east-1");

  private static DescribeInstancesResponse page(String token, String... ids) {
    List<Instance> instances =
        java.util.Arrays.stream(ids).map(it -> Instance.builder().instanceId(it).build()).toList();
    return DescribeInstancesResponse.builder()
        .reservations(Reservation.builder().instances(instances).build())
        .nextToken(token)
        .build();
  }

  private static Observed<List<String>> read(Call call, Iterable<DescribeInstancesResponse> pages) {
    return Observe.pages(
        call,
        pages,
        page ->
            page.reservations().stream()
                .flatMap(it -> it.instances().stream())
                .map(Instance::instanceId)
                .toList(),
        it -> it);
  }

  private static Iterable<DescribeInstancesResponse> endless(boolean empty) {
    return () ->
        IntStream.iterate(0, it -> it + 1)
            .mapToObj(it -> empty ? page("t" + it) : page("t" + it, "i-" + it))
            .iterator();
  }

  private static void isCutShort(Observed<List<String>> list, int read, String because) {
    assertThat(list)
        .isInstanceOfSatisfying(
            Observed.Unseen.class,
            it -> {
              assertThat(it.outcome()).isEqualTo(Outcome.CUT_SHORT);
              assertThat(it.detail()).contains(because);
            });
    assertThat(Observed.items(list)).hasSize(read);
  }

  @Test
  void theSameTokenTwiceEndsTheList() {
    isCutShort(
        read(CALL, List.of(page("a", "i-1"), page("b", "i-2"), page("a", "i-3"), page("", "i-4"))),
        2,
        "token came twice");
  }

  @Test
  void theSamePageTwiceEndsTheList() {
    isCutShort(
        read(CALL, List.of(page("a", "i-1"), page("b", "i-1"))), 1, "the same page came twice");
  }

  @Test
  void emptyPagesAreReadOverAndNotForEver() {
    List<DescribeInstancesResponse> some =
        java.util.stream.Stream.concat(
                IntStream.range(0, PageBudget.EMPTY_IN_A_ROW - 1).mapToObj(it -> page("t" + it)),
                java.util.stream.Stream.of(page("", "i-1")))
            .toList();
    assertThat(read(CALL, some)).isInstanceOf(Observed.Known.class);
    isCutShort(read(CALL, endless(true)), 0, "100 pages in a row were empty");
  }

  @Test
  void pagesEndWhereAwsCannotHoldMore() {
    isCutShort(read(CALL, endless(false)), PageBudget.OF_ALL - 1, "more than 2000 pages");
    isCutShort(
        read(new Call("ec2:GetManagedPrefixListEntries", "us-east-1", "pl-1"), endless(false)),
        PageBudget.OF_ONE_THING - 1,
        "more than 50 pages");
  }

  @Test
  void severalListsReadAsOneHaveTokensOfTheirOwn() {
    assertThat(
            Observed.items(
                read(
                    CALL,
                    List.of(page("a", "i-1"), page("", "i-2"), page("a", "i-3"), page("", "i-4")))))
        .hasSize(4);
  }
}
