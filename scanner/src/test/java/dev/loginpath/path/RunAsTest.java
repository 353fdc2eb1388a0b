package dev.loginpath.path;

import static dev.loginpath.path.Shells.allow;
import static dev.loginpath.path.Shells.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With Run As a shell starts as an OS user whom the caller brings, or the preferences name. */
class RunAsTest {

  private static final Map<String, String> TAGGED = Map.of("SSMSessionRunAs", "ec2-user");
  private static final String OPS = "arn:aws:iam::111122223333:role/ops";

  private static Shells on(String defaultUser) {
    return Shells.demo()
        .preferring(
            "\"runAsEnabled\":true,\"runAsDefaultUser\":\"" + defaultUser + "\",\"kmsKeyId\":\"\"")
        .user("tagged", TAGGED, allow("\"ssm:StartSession\""))
        .user("untagged", Map.of(), allow("\"ssm:StartSession\""));
  }

  private static Optional<Decision> may(Shells account, String instance, String arn) {
    return account.decision(instance, PathId.SESSION_MANAGER, arn);
  }

  @Test
  void whoBringsAnOsUserGetsAShellAndNobodyElse() {
    Shells account = on("");
    assertThat(may(account, "web", userArn("tagged"))).contains(Decision.ALLOWED);
    assertThat(may(account, "web", userArn("untagged")))
        .isNotEqualTo(Optional.of(Decision.ALLOWED));
    assertThat(account.account().path("web", PathId.SESSION_MANAGER).requirements().toString())
        .contains("Run As is on", "for anybody without one no session starts");
  }

  /** Whoever takes on a role may bring a tag of the session, which no API shows. */
  @Test
  void aRoleBringsTheUserOfItsTagOrPerhapsOfItsSession() {
    assertThat(may(on("").taggedRole("ops", Map.of()), "web", OPS))
        .isNotEqualTo(Optional.of(Decision.ALLOWED));
    assertThat(may(on("").taggedRole("ops", TAGGED), "web", OPS)).contains(Decision.ALLOWED);
  }

  @Test
  void aDefaultUserIsForAll() {
    Shells account = on("ssm-ops");
    assertThat(may(account, "web", userArn("untagged"))).contains(Decision.ALLOWED);
    assertThat(account.account().path("web", PathId.SESSION_MANAGER).requirements().toString())
        .contains("else as ssm-ops");
  }

  @Test
  void windowsKnowsNoRunAs() {
    assertThat(may(on(""), "ad", userArn("untagged"))).contains(Decision.ALLOWED);
  }

  @Test
  void tunnelsNeedNoOsUser() {
    assertThat(on("").decision("web", PathId.SSM_TUNNEL, userArn("untagged")))
        .contains(Decision.ALLOWED);
  }
}
