package dev.loginpath.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Row 19: whoever may choose another document gets its logging, not that of the preferences. */
class OwnDocumentsTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static List<String> bypasses(DemoAccount account, String name) {
    return new Recorded(account).of(name).bypasses();
  }

  private static DemoAccount onlyUsers(String... names) {
    return DEMO.iam(iam ->
        new AuthorizationDetails(
            iam.users().stream().filter(it -> Set.of(names).contains(it.name())).toList(),
            iam.groups(),
            iam.roles().stream().filter(it -> !it.name().matches("ops|AWSReserved.*")).toList(),
            iam.policies()));
  }

  private static DemoAccount document(String content) {
    return DEMO.change(
        DemoFolder.TOKYO,
        "ssm.sessionDocuments",
        (List<SessionDocumentVersions> all) ->
            all.stream()
                .map(it -> {
                  SessionDocument document = new SessionDocument(it.name(), "$DEFAULT", content);
                  return it.name().equals("audit-free-shell")
                      ? new SessionDocumentVersions(
                          it.name(),
                          new dev.loginpath.verdict.Observed.Known<>(
                              it.defaultVersion().call(), document),
                          new dev.loginpath.verdict.Observed.Known<>(
                              it.latestVersion().call(), document))
                      : it;
                })
                .toList());
  }

  @Test
  void row19_aShellThatDoesNotLogIsNamedWhereSomebodyMayStartIt() {
    assertThat(bypasses(DEMO, "web")).containsExactly("audit-free-shell");
    assertThat(new Recorded(DEMO).content("web")).isEqualTo("recorded");
  }

  @Test
  void row19_itIsNotNamedWhereNobodyMayStartIt() {
    assertThat(bypasses(onlyUsers("carol"), "web")).isEmpty();
    assertThat(bypasses(onlyUsers("ivan"), "web")).containsExactly("audit-free-shell");
  }

  @Test
  void aShellThatLogsIsNoBypass() {
    DemoAccount logs =
        document(
            "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":"
                + "{\"s3BucketName\":\"loginpath-demo-sessions\"}}");
    assertThat(bypasses(logs, "web")).isEmpty();
  }

  @Test
  void interactiveCommandsAreShellsToo() {
    DemoAccount commands =
        document(
            "{\"schemaVersion\":\"1.0\",\"sessionType\":\"InteractiveCommands\",\"properties\":"
                + "{\"linux\":{\"commands\":\"bash\",\"runAsElevated\":true}}}");
    assertThat(bypasses(commands, "web")).containsExactly("audit-free-shell");
  }

  @Test
  void aDocumentForPortsIsATunnelAndNoShell() {
    DemoAccount port = document("{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\"}");
    assertThat(bypasses(port, "web")).isEmpty();
  }

  @Test
  void deniedListsOfDocumentsAreSaid() {
    DemoAccount account =
        DEMO.denied(DemoFolder.TOKYO, "ssm.sessionDocumentNames")
            .change(DemoFolder.TOKYO, "ssm.sessionDocuments", it -> List.of());
    assertThat(Recorded.verdicts(new Recorded(account).of("web"), "other-session-documents"))
        .containsExactly("unknown");
    assertThat(new Recorded(account).content("web")).isEqualTo("recorded");
  }

  /** A document that was listed and not read may be a shell that does not log. */
  @Test
  void aDocumentThatWasNotReadIsNotPassedOver() {
    DemoAccount account =
        DEMO.change(
            DemoFolder.TOKYO,
            "ssm.sessionDocuments",
            (List<SessionDocumentVersions> all) ->
                all.stream()
                    .map(it ->
                        new SessionDocumentVersions(
                            it.name(),
                            Recorded.denied(it.defaultVersion()),
                            Recorded.denied(it.latestVersion())))
                    .toList());
    assertThat(Recorded.verdicts(new Recorded(account).of("web"), "other-session-documents"))
        .containsExactly("unknown");
  }
}
