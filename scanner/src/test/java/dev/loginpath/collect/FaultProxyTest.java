package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A proxy that others wrote breaks the answers of an emulator that others wrote: nothing broken is
 * taken for an answer, and no path becomes closed, or open, by it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultProxyTest {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What every other call of a scan is about: broken together with anything else it ends a scan.
   */
  private static final String IDENTITY = "GetCallerIdentity";

  /** The rest of a rule of the proxy: what it does to an answer that the emulator gave. */
  enum Fault {
    EMPTY("\"response\":{\"truncate_bytes\":0}"),
    HALF("\"response\":{\"truncate_frac\":0.5}"),
    CORRUPT("\"response\":{\"corrupt_bytes\":16}");

    private final String effect;

    Fault(String effect) {
      this.effect = effect;
    }
  }

  private static final String THROTTLED =
      "\"error\":{\"code\":\"ThrottlingException\",\"status\":400}";

  private final HttpClient control = HttpClient.newHttpClient();
  private URI proxy = URI.create("http://127.0.0.1");
  private EmulatedAccount account = new EmulatedAccount(proxy, "");
  private Set<Call> answered = Set.of();
  private SortedSet<String> operations = new TreeSet<>();
  private SortedMap<PathId, Status> statuses = new java.util.TreeMap<>();

  @BeforeAll
  void readsItWhole() throws Exception {
    proxy = EmulatorTest.endpoint("LOGINPATH_MICROBURST");
    breaks("", Set.of());
    account = EmulatedAccount.in(proxy);
    AccountSnapshot whole = account.read(proxy);
    answered = answered(whole);
    answered.forEach(it -> operations.add(operation(it)));
    statuses = account.statuses(EmulatedAccount.report(whole));
    assertThat(statuses).isNotEmpty();
  }

  /**
   * Every second operation, then the others, then those that nobody asked yet because what they are
   * about was broken.
   */
  @ParameterizedTest
  @EnumSource
  void whatIsBrokenIsNoAnswer(Fault fault) throws Exception {
    SortedSet<String> fired = new TreeSet<>();
    List<String> rest = new ArrayList<>(operations);
    rest.remove(IDENTITY);
    for (int turn = 0; turn < 2; turn++) {
      int odd = turn;
      fired.addAll(
          read(
              fault.effect,
              rest.stream().filter(it -> rest.indexOf(it) % 2 == odd).collect(Collectors.toSet())));
    }
    Set<String> left = new HashSet<>(operations);
    left.removeAll(fired);
    fired.addAll(read(fault.effect, left));
    assertThat(fired).containsExactlyElementsOf(operations);
  }

  /** These calls are tried again, ever more slowly: one of each service. */
  @Test
  void whatIsThrottledIsNoAnswer() throws Exception {
    SortedMap<String, String> one =
        answered.stream()
            .map(Call::action)
            .collect(
                Collectors.toMap(
                    it -> it.substring(0, it.indexOf(':')),
                    it -> it.substring(it.indexOf(':') + 1),
                    (first, second) -> first.compareTo(second) < 0 ? first : second,
                    java.util.TreeMap::new));
    one.remove("sts");

    assertThat(read(THROTTLED, Set.copyOf(one.values()))).hasSameElementsAs(one.values());
  }

  /** Reads the account with these operations broken, and gives those that were asked for. */
  private Set<String> read(String effect, Set<String> broken) throws Exception {
    breaks(effect, broken);
    AccountSnapshot snapshot = account.read(proxy);
    Set<String> fired = fired();
    assertThat(fired).isSubsetOf(broken);
    assertThat(answered(snapshot))
        .filteredOn(it -> fired.contains(operation(it)))
        .as("taken for answers")
        .isEmpty();
    account
        .statuses(EmulatedAccount.report(snapshot))
        .forEach((path, status) ->
            assertThat(status)
                .as(path + " without " + fired)
                .isIn(statuses.get(path), Status.UNKNOWN));
    return fired;
  }

  /** The calls that AWS answered with something; an error code that means "none" is not broken. */
  private static Set<Call> answered(AccountSnapshot snapshot) {
    return snapshot
        .observations()
        .filter(Observed.Known.class::isInstance)
        .map(Observed::call)
        .collect(Collectors.toSet());
  }

  private static String operation(Call call) {
    return call.action().substring(call.action().indexOf(':') + 1);
  }

  /** Replaces what the proxy breaks, and forgets what it broke. */
  private void breaks(String effect, Set<String> operations)
      throws IOException, InterruptedException {
    String rules =
        operations.stream()
            .map(it -> "{\"service\":\"*\",\"operation\":\"%s\",%s}".formatted(it, effect))
            .collect(Collectors.joining(",", "[", "]"));
    send("rules", HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(rules)));
    send("fired", HttpRequest.newBuilder().DELETE());
  }

  private Set<String> fired() throws IOException, InterruptedException {
    return JSON
        .readTree(send("fired?limit=100000", HttpRequest.newBuilder().GET()))
        .values()
        .stream()
        .map(it -> it.path("operation").asString(""))
        .collect(Collectors.toSet());
  }

  private String send(String what, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        control.send(
            request.uri(proxy.resolve("/_microburst/" + what)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
