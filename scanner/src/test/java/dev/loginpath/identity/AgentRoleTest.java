package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which role an agent acts with where its instance profile may not register. */
class AgentRoleTest {

  private static final String PROFILE = "arn:aws:iam::111122223333:instance-profile/web";
  private static final List<LoginAction> REGISTER =
      List.of(LoginAction.UPDATE_INSTANCE_INFORMATION);

  private final IamLab lab = new IamLab();

  AgentRoleTest() {
    lab.region.instance("i-1", "10.0.0.1", Map.of()).profile(PROFILE);
  }

  private Verdict mayRegister() {
    AccountSnapshot account = lab.account();
    return new AgentRole(AccountAccess.of(account), account.regions().getFirst())
        .may(lab.region.instances.getFirst(), REGISTER);
  }

  @Test
  void aRoleThatMayNotIsNotMet() {
    lab.role("web").behind(PROFILE).may(Clause.allow("s3:GetObject"));

    assertThat(mayRegister()).isInstanceOf(Verdict.NotMet.class);
  }

  @Test
  void anUnseenSettingMayLendAnotherRole() {
    lab.role("web").behind(PROFILE).may(Clause.allow("s3:GetObject"));
    lab.region.refused.add("ssm:GetServiceSetting");

    assertThat(mayRegister()).isInstanceOf(Verdict.Unknown.class);
    assertThat(mayRegister().toString()).contains("ssm:GetServiceSetting");
  }

  @Test
  void aRoleThatMayNeedsNoSetting() {
    lab.role("web").behind(PROFILE).may(Clause.allow("ssm:UpdateInstanceInformation"));
    lab.region.refused.add("ssm:GetServiceSetting");

    assertThat(mayRegister()).isInstanceOf(Verdict.Met.class);
  }
}
