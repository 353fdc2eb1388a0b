package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.policy;
import static dev.loginpath.policy.Asked.session;
import static dev.loginpath.policy.Asked.statement;
import static dev.loginpath.policy.Ruling.ALLOWED;
import static dev.loginpath.policy.Ruling.EXPLICITLY_DENIED;
import static dev.loginpath.policy.Ruling.IMPLICITLY_DENIED;
import static dev.loginpath.policy.Ruling.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How documents are read. */
class DocumentRuleTest {

  private static final String ALL = policy(allow("*", "*")).replace('\'', '"');

  private static Policy read(String text) {
    return PolicyReader.read("policy", text);
  }

  private static String quoted(String document) {
    return new JsonMapper().writeValueAsString(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':{'Effect':'Allow','Action':'ssm:*','Resource':'*'}}",
        "{'Statement':[{'Effect':'Allow','Action':['ec2:*','ssm:*'],'Resource':['x','*']}]}",
        "{'Id':'x','Extra':[{}],'Statement':[{'Sid':'','Effect':'Allow','Action':'*',"
            + "'Resource':'*','Comment':{'a':[1]}}]}",
        "{'statement':[{'effect':'Allow','ACTION':'*','resource':'*'}],'version':'2012-10-17'}",
        "  {'Statement':[{'Resource':'*','Action':'*','Effect':'Allow'}],'Version':'2012-10-17'}\n"
      })
  void anyShapeThatIamTakesIsRead(String document) {
    assertThat(session().identity(document).ruling()).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "'text'",
        "{}",
        "{'Version':'2012-10-17'}",
        "{'Statement':null}",
        "{'Statement':['x']}",
        "{'Statement':[{'Action':'*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Principal':'*','NotPrincipal':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':'me'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':{'Us':'*'}}]}",
        "{'Statement':[{'Effect':'Allow','Action':{},'Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':[['*']],'Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':null,'Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':[]}]}",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':'x'}}]}",
        "{'Statement':[]} {}",
        "{'Statement':[]",
        "{'Statement':[],}",
        "{Statement:[]}"
      })
  void whatIsNoPolicyIsUnreadable(String document) {
    assertThat(read(document.replace('\'', '"')).unreadable()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':[],'Statement':[]}",
        "{'Statement':[],'statement':[]}",
        "{'Version':'2012-10-17','version':'2008-10-17','Statement':[]}",
        "{'Statement':[{'Effect':'Allow','effect':'Deny','Action':'*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Deny','Action':'*','Resource':'*',"
            + "'Condition':{},'condition':{'Bool':{'k':'true'}}}]}",
        "{'Statement':[{'Effect':'Deny','Action':'*','Resource':'*',"
            + "'Condition':{'Bool':{'k':'true','K':'false'}}}]}",
        "{'Statement':[{'Effect':'Deny','Action':'*','Resource':'*',"
            + "'Principal':{'AWS':'x','aws':'y'}}]}",
        "{'Extra':{'a':1,'a':2},'Statement':[]}"
      })
  void keyThatIsThereTwiceInAnyCaseIsUnreadable(String document) {
    assertThat(read(document.replace('\'', '"')).unreadable()).isPresent();
  }

  @Test
  void operatorInTwoSpellingsAsksBoth() {
    String both = "'Condition':{'Bool':{'k':'true'},'bool':{'j':'true'}}";
    Asked asked = session().identity(policy(allow("*", "*", both))).with("k", "true");
    assertThat(asked.ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.with("j", "true").ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void encodedDocumentsAreRead() {
    String encoded = URLEncoder.encode(ALL, StandardCharsets.UTF_8);
    for (String text :
        List.of(encoded, encoded.replace("+", "%20"), "\uFEFF" + ALL, "\uFEFF" + encoded)) {
      assertThat(read(text).statements()).as(text).hasSize(1);
      assertThat(session().identity(quoted(text)).ruling()).isEqualTo(ALLOWED);
    }
    String plus = URLEncoder.encode(ALL.replace("\"*\"}", "\"a+b\"}"), StandardCharsets.UTF_8);
    assertThat(read(plus).statements().getFirst().literalResources().orElseThrow())
        .containsExactly("a+b");
    assertThat(read("%7B%zz").unreadable()).isPresent();
  }

  @Test
  void listsWithoutValuesMatchNothing() {
    String some = "{'Statement':[{'Effect':'Allow','Action':'*','Resource':[]}]}";
    assertThat(session().identity(some).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(session().identity(some.replace("'Res", "'NotRes")).ruling()).isEqualTo(ALLOWED);
    String none = "{'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]}";
    assertThat(session().identity(none).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(session().identity("{'Statement':[]}").ruling()).isEqualTo(IMPLICITLY_DENIED);
    String nobody = statement("Deny", "'Principal':{'AWS':[]},'Action':'*','Resource':'*'");
    assertThat(session().identity(ALL).resource(policy(nobody)).ruling()).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"2012-10-17, ALLOWED", "2008-10-17, IMPLICITLY_DENIED", "2012, IMPLICITLY_DENIED"})
  void onlyTheNewerVersionKnowsVariables(String version, Ruling expected) {
    String mine = "'Resource':'arn:aws:ec2:*:*:instance/i-${aws:username}'";
    String document =
        "{'Statement':[{'Effect':'Allow','Action':'*'," + mine + "}],'Version':'" + version + "'}";
    assertThat(session().identity(document).with("AWS:UserName", "0a").ruling())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, ALLOWED",
    "ssm:*, ALLOWED",
    "SSM:START*, ALLOWED",
    "*:StartSession, ALLOWED",
    "ssm:StartSessio?, ALLOWED",
    "ssm:StartSession?, IMPLICITLY_DENIED",
    "ssm:Start, IMPLICITLY_DENIED",
    "ssm, IMPLICITLY_DENIED",
    "'', IMPLICITLY_DENIED",
    "ssm:${*}, IMPLICITLY_DENIED"
  })
  void actionIsAPatternInAnyCase(String action, Ruling expected) {
    assertThat(session().identity(policy(allow(action, "*"))).ruling()).isEqualTo(expected);
  }

  @Test
  void actionWithoutResourceTypesNeedsTheLoneStar() {
    Asked asked = Asked.call("ec2:DescribeInstances", "*");
    assertThat(asked.identity(policy(allow("*", "**"))).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.identity(policy(allow("*", "arn:aws:ec2:*"))).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.identity(ALL).ruling()).isEqualTo(ALLOWED);
    String but = statement("Deny", "'Action':'*','NotResource':'arn:aws:ec2:*'");
    assertThat(asked.identity(ALL, policy(but)).ruling()).isEqualTo(EXPLICITLY_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':{'principal':'p','action':'a:b'},'scps':[],'scps':[]}",
        "{'request':{'principal':'p','action':'a:b','action':'a:c'}}",
        "{'request':{'principal':'p','action':'a:b','contextVariables':{'k':'1','k':'2'}}}",
        "{'request':{'principal':'p'}}",
        "{'request':{'principal':1,'action':'a:b'}}",
        "{'request':{'principal':'p','action':'a:b','contextVariables':[]}}",
        "{'request':{'principal':'p','action':'a:b','resource':[]}}",
        "{'request':[]}"
      })
  void requestThatCanBeReadInTwoWaysOrNoneIsMalformed(String line) {
    assertThatThrownBy(() -> RequestLine.parse(line.replace('\'', '"')))
        .isInstanceOf(RequestLine.MalformedException.class);
  }

  @Test
  void unreadablePolicyInALineIsUnknown() {
    assertThat(session().identity("{'Statement':[],'Statement':[]}").ruling()).isEqualTo(UNKNOWN);
    assertThat(session().identity("null").ruling()).isEqualTo(UNKNOWN);
  }
}
