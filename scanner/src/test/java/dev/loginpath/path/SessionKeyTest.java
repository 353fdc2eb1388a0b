package dev.loginpath.path;

import static dev.loginpath.path.Shells.ACCOUNT_DECIDES;
import static dev.loginpath.path.Shells.allow;
import static dev.loginpath.path.Shells.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.verdict.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions that are encrypted with a key of KMS, which the node and the caller must use. */
class SessionKeyTest {

  private static final String DECRYPT = allow("\"kms:Decrypt\"");

  private static Shells encrypted() {
    return Shells.demo().encrypted(ACCOUNT_DECIDES);
  }

  @Test
  void aRoleWithoutDecryptStartsNoShellAndATunnelAllTheSame() {
    Shells account = encrypted();
    assertThat(account.status("web", PathId.SESSION_MANAGER)).isEqualTo("closed");
    assertThat(account.status("web", PathId.SSM_TUNNEL)).isEqualTo("open");
    assertThat(account.status("web", PathId.RUN_COMMAND)).isEqualTo("open");
    assertThat(account.roleMay("web", DECRYPT).status("web", PathId.SESSION_MANAGER))
        .isEqualTo("open");
  }

  @Test
  void aBoundaryWithoutTheKeyTakesDecryptAway() {
    Shells account =
        encrypted().roleMay("web", DECRYPT).boundary("web", allow("[\"ssm:*\",\"ssmmessages:*\"]"));
    assertThat(account.status("web", PathId.SESSION_MANAGER)).isEqualTo("closed");
    assertThat(account.account().path("web", PathId.SESSION_MANAGER).requirements().toString())
        .contains("kms:Decrypt");
    assertThat(account.status("web", PathId.SSM_TUNNEL)).isEqualTo("open");
  }

  @Test
  void aKeyWhosePolicyWasNotSeenIsUnknown() {
    Call call = Call.of("kms:GetKeyPolicy", "ap-northeast-1");
    Shells account = Shells.demo().encrypted(DemoAccount.unseen(call)).roleMay("web", DECRYPT);
    assertThat(account.status("web", PathId.SESSION_MANAGER)).isEqualTo("unknown");
  }

  @Test
  void aKeyPolicyThatNamesOthersAloneShutsTheRoleOut() {
    String others =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::111122223333:role/app\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    Shells account = Shells.demo().encrypted(others).roleMay("web", DECRYPT);
    assertThat(account.status("web", PathId.SESSION_MANAGER)).isEqualTo("closed");
  }

  @Test
  void aCallerNeedsADataKeyForAShellAndNoneForATunnel() {
    Shells account =
        encrypted()
            .roleMay("web", DECRYPT)
            .user("plain", Map.of(), allow("\"ssm:StartSession\""))
            .user("keyed", Map.of(), allow("[\"ssm:StartSession\",\"kms:GenerateDataKey\"]"));
    assertThat(account.decision("web", PathId.SESSION_MANAGER, userArn("plain"))).isEmpty();
    assertThat(account.decision("web", PathId.SESSION_MANAGER, userArn("keyed")))
        .contains(Decision.ALLOWED);
    assertThat(account.decision("web", PathId.SSM_TUNNEL, userArn("plain")))
        .contains(Decision.ALLOWED);
  }

  @Test
  void aDocumentOfItsOwnWithoutAKeyIsAWayAround() {
    Shells account =
        encrypted()
            .own("free-shell", "\"kmsKeyId\":\"\"")
            .user("plain", Map.of(), allow("\"ssm:StartSession\""));
    assertThat(account.status("web", PathId.SESSION_MANAGER)).isEqualTo("open");
    assertThat(account.decision("web", PathId.SESSION_MANAGER, userArn("plain")))
        .contains(Decision.ALLOWED);
  }
}
