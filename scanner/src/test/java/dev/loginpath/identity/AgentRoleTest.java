package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.network.Exit;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which role an agent acts with where its instance profile may not register. */
class AgentRoleTest {

  private static final String PROFILE = "arn:aws:iam::111122223333:instance-profile/web";
  private static final List<LoginAction> REGISTER =
      List.of(LoginAction.UPDATE_INSTANCE_INFORMATION);

  private static final Exit UNTOLD = new Exit.Untold();

  private final IamLab lab = new IamLab();

  AgentRoleTest() {
    lab.region.instance("i-1", "10.0.0.1", Map.of()).profile(PROFILE);
  }

  private AgentRole agent() {
    AccountSnapshot account = lab.account();
    return new AgentRole(AccountAccess.of(account), account.regions().getFirst());
  }

  private Verdict mayRegister() {
    return agent().may(lab.region.instances.getFirst(), REGISTER, UNTOLD);
  }

  private Verdict mayOpenChannels() {
    return agent()
        .may(lab.region.instances.getFirst(), List.of(LoginAction.OPEN_DATA_CHANNEL), UNTOLD);
  }

  private Verdict exists() {
    return agent().exists(lab.region.instances.getFirst());
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

  /** A role that may register from one address, and may not open channels. */
  private void roleThatMayRegisterFromOneAddress() {
    lab.role("web")
        .behind(PROFILE)
        .may(
            Clause.allow("ssm:UpdateInstanceInformation")
                .when("IpAddress", "aws:SourceIp", "203.0.113.7"));
  }

  @Test
  void whereTheProfileMayRegisterOnAConditionALentRoleMayAct() {
    roleThatMayRegisterFromOneAddress();
    lab.role("lent").may(Clause.allow("ssm:*", "ssmmessages:*"));
    lab.region.hostManagementRole = Optional.of("lent");

    assertThat(mayOpenChannels()).isInstanceOf(Verdict.Unknown.class);
    assertThat(exists())
        .isInstanceOf(Verdict.Unknown.class)
        .satisfies(it ->
            assertThat(it.evidence().toString())
                .contains("from 203.0.113.7", "default host management lends the role lent"));
  }

  @Test
  void whereTheProfileMayRegisterOnAConditionAnUnseenSettingMayLendAnotherRole() {
    roleThatMayRegisterFromOneAddress();
    lab.region.refused.add("ssm:GetServiceSetting");

    assertThat(mayOpenChannels()).isInstanceOf(Verdict.Unknown.class);
    assertThat(mayOpenChannels().toString()).contains("ssm:GetServiceSetting");
  }

  @Test
  void whereNothingIsLentTheProfileActsWhateverItsConditions() {
    roleThatMayRegisterFromOneAddress();

    assertThat(mayOpenChannels()).isInstanceOf(Verdict.NotMet.class);
    assertThat(exists()).isInstanceOf(Verdict.Met.class);
  }

  private Verdict mayWriteTo(boolean ours) {
    String log = "arn:aws:s3:::central-logs/i-1.log";
    PolicySet unread = PolicySet.of(List.of(Policy.unreadable("bucket policy", "AccessDenied")));
    return ours
        ? agent()
            .mayOn(lab.region.instances.getFirst(), LoginAction.PUT_OBJECT, log, Optional.empty())
        : agent()
            .mayOnAnybodys(
                lab.region.instances.getFirst(),
                LoginAction.PUT_OBJECT,
                log,
                unread,
                "AccessDenied");
  }

  @Test
  void aDenialOfOtherAccountsResourcesIsOpenWhereNobodySaysWhoseItIs() {
    lab.role("web")
        .behind(PROFILE)
        .may(
            Clause.allow("s3:PutObject"),
            Clause.deny("s3:*").when("StringNotEquals", "aws:ResourceAccount", "999900001111"));

    assertThat(mayWriteTo(true)).isInstanceOf(Verdict.NotMet.class);
    assertThat(mayWriteTo(false)).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void aDenialOfOtherPartsOfTheOrganizationIsOpenWhereNobodySaysWhoseItIs() {
    lab.scp(Clause.allow("*"));
    lab.role("web")
        .behind(PROFILE)
        .may(
            Clause.allow("s3:PutObject"),
            Clause.deny("s3:*")
                .when("ForAllValues:StringNotLike", "aws:ResourceOrgPaths", "o-mine/r-0/logs/*"));

    assertThat(mayWriteTo(true)).isInstanceOf(Verdict.NotMet.class);
    assertThat(mayWriteTo(false)).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void whatOurOrganizationForbidsOnItsResourcesIsOpenWhereNobodySaysWhoseItIs() {
    lab.scp(Clause.allow("*"));
    lab.rcpLevels.add(List.of(new IamLab.Paper("rcp", List.of(Clause.deny("s3:PutObject")))));
    lab.role("web").behind(PROFILE).may(Clause.allow("s3:PutObject"));

    assertThat(mayWriteTo(true)).isInstanceOf(Verdict.NotMet.class);
    assertThat(mayWriteTo(false)).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void whoseOwnPoliciesForbidItMayNotWhoseverItIs() {
    lab.role("web").behind(PROFILE).may(Clause.allow("*"), Clause.deny("s3:PutObject"));

    assertThat(mayWriteTo(false)).isInstanceOf(Verdict.NotMet.class);
  }
}
