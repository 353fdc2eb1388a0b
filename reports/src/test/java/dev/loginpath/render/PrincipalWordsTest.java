package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A principal's access reads as a sentence, whatever kind of choice stands in it. */
class PrincipalWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | by SSM-SessionManagerRunShell | allowed (only with this choice: by SSM-SessionManagerRunShell)
          en | ec2:osuser is ec2-user or ubuntu | allowed (only with this choice: ec2:osuser is ec2-user or ubuntu)
          en | by AWS-RunShellScript: with MFA | allowed (only with this choice: by AWS-RunShellScript: with MFA)
          ja | by SSM-SessionManagerRunShell | 許可 (次を選んだ場合のみ: by SSM-SessionManagerRunShell)
          ja | ec2-instance-connect:remotePort 22 | 許可 (次を選んだ場合のみ: ec2-instance-connect:remotePort 22)
          """)
  void choicesReadWell(String language, String choice, String sentence) {
    PrincipalAccess access =
        new PrincipalAccess(
            "arn:aws:iam::111122223333:user/a",
            "a",
            Decision.ALLOWED,
            List.of(),
            List.of(choice),
            List.of());
    assertThat(new PrincipalWords(new Words(Locale.of(language))).decision(access))
        .isEqualTo(sentence);
  }
}
