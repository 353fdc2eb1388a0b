package dev.loginpath.path;

import static dev.loginpath.path.Shells.ACCOUNT_DECIDES;
import static dev.loginpath.path.Shells.allow;
import static dev.loginpath.path.Shells.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A document that a caller may choose has preferences of its own, which count for that caller. */
class ChosenDocumentTest {

  private static final String PLAIN = "\"kmsKeyId\":\"\",\"runAsEnabled\":false";
  private static final String KEYED = "\"kmsKeyId\":\"" + Shells.KEY + "\"";
  private static final String RUN_AS = "\"runAsEnabled\":true,\"runAsDefaultUser\":\"\"";
  private static final Map<String, String> TAGGED = Map.of("SSMSessionRunAs", "ec2-user");
  private static final String DECRYPT = allow("\"kms:Decrypt\"");
  private static final Call POLICY = Call.of("kms:GetKeyPolicy", "ap-northeast-1");

  /** May start shells with the document alone. */
  private static final String OWN_ALONE =
      allow("\"ssm:StartSession\"")
          + ",{\"Effect\":\"Deny\",\"Action\":\"ssm:StartSession\","
          + "\"Resource\":\"arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell\"}";

  private static final String AND_THE_KEY = OWN_ALONE + "," + allow("\"kms:GenerateDataKey\"");

  private static Shells keyed(Observed<String> policy) {
    return Shells.demo()
        .preferring(PLAIN)
        .own("own-shell", KEYED)
        .key(policy)
        .user("plain", Map.of(), OWN_ALONE)
        .user("keyed", Map.of(), AND_THE_KEY)
        .user("free", Map.of(), allow("\"ssm:StartSession\""));
  }

  private static Shells keyed() {
    return keyed(new Observed.Known<>(POLICY, ACCOUNT_DECIDES));
  }

  private static Optional<Decision> may(Shells account, String user) {
    return account.decision("web", PathId.SESSION_MANAGER, userArn(user));
  }

  @Test
  void itsKeyIsAskedOfWhoeverMayChooseNoOther() {
    Shells account = keyed().roleMay("web", DECRYPT);
    assertThat(may(account, "plain")).isEmpty();
    assertThat(may(account, "keyed")).contains(Decision.ALLOWED);
    assertThat(may(account, "free")).contains(Decision.ALLOWED);
  }

  /** Others come by the preferences, which name no key. */
  @Test
  void whereTheNodeMayNotUseItsKeyItLetsNobodyIn() {
    assertThat(keyed().status("web", PathId.SESSION_MANAGER)).isEqualTo("open");
    assertThat(may(keyed(), "keyed")).isEmpty();
    assertThat(may(keyed(), "free")).contains(Decision.ALLOWED);
  }

  @Test
  void whereItsKeyWasNotSeenItIsUnknownWhomItLetsIn() {
    Shells account = keyed(DemoAccount.unseen(POLICY)).roleMay("web", DECRYPT);
    assertThat(may(account, "keyed")).contains(Decision.UNKNOWN);
    assertThat(may(account, "free")).contains(Decision.ALLOWED);
  }

  @Test
  void itsRunAsCountsForWhoeverMayChooseNoOther() {
    Shells account =
        Shells.demo()
            .preferring(PLAIN)
            .own("own-shell", RUN_AS)
            .user("tagged", TAGGED, OWN_ALONE)
            .user("untagged", Map.of(), OWN_ALONE)
            .user("free", Map.of(), allow("\"ssm:StartSession\""));
    assertThat(may(account, "tagged")).contains(Decision.ALLOWED);
    assertThat(may(account, "untagged")).isEmpty();
    assertThat(may(account, "free")).contains(Decision.ALLOWED);
    assertThat(account.decision("ad", PathId.SESSION_MANAGER, userArn("untagged")))
        .as("Windows knows no Run As")
        .contains(Decision.ALLOWED);
    assertThat(account.account().path("web", PathId.SESSION_MANAGER).requirements().toString())
        .contains("With own-shell: Run As is on");
  }

  /** Nobody is shut out by a version that may not be the one that runs. */
  @Test
  void versionsThatDifferAreUnknown() {
    Shells runAs =
        Shells.demo()
            .preferring(PLAIN)
            .own("own-shell", RUN_AS, PLAIN)
            .user("untagged", Map.of(), OWN_ALONE);
    assertThat(may(runAs, "untagged")).contains(Decision.UNKNOWN);
    Shells key =
        Shells.demo()
            .preferring(PLAIN)
            .own("own-shell", KEYED, PLAIN)
            .key(new Observed.Known<>(POLICY, ACCOUNT_DECIDES))
            .user("keyed", Map.of(), AND_THE_KEY);
    assertThat(may(key, "keyed")).contains(Decision.UNKNOWN);
  }

  @Test
  void thatItDoesNotLogIsAWayAroundTheLogOfOthers() {
    Shells account =
        Shells.demo()
            .preferring("\"cloudWatchLogGroupName\":\"/ssm/sessions\"")
            .own("own-shell", PLAIN)
            .user("plain", Map.of(), OWN_ALONE);
    assertThat(
            account
                .account()
                .path("web", PathId.SESSION_MANAGER)
                .recording()
                .orElseThrow()
                .bypasses())
        .containsExactly("own-shell");
  }
}
