package dev.loginpath.render;

import dev.loginpath.report.Account;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * {@code report.html}: one file that asks for nothing else. Everything can be read without script;
 * the script filters and unfolds. The content security policy admits our own style and script by
 * their hashes and nothing else.
 */
public final class HtmlRenderer implements Renderer {

  static final String GENERATOR = "<meta name=\"generator\" content=\"Loginpath\">";

  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private final Words words;

  public HtmlRenderer(Locale language) {
    this.words = new Words(language);
  }

  @Override
  public void render(Report report, Appendable out) throws IOException {
    Html html = new Html(out);
    String accounts =
        report.scan().accounts().stream().map(Account::id).collect(Collectors.joining(", "));
    head(html, accounts);
    header(html, report, accounts);
    html.raw("<main>\n");
    summary(html, report);
    new BlindSection(words).write(html, report);
    new FindingsSection(words).write(html, report);
    Logins logins = new Logins(report);
    PrincipalsSection principals = new PrincipalsSection(words);
    if (report.comparison().isPresent()) {
      new ComparisonSection(words).write(html, report.comparison().get());
    }
    principals.write(html, report, logins);
    new MatrixSection(words).write(html, report);
    new InstancesSection(words, principals, logins).write(html, report);
    html.raw("</main>\n<footer>");
    html.text(
        words.text(
            "footer",
            report.tool().name(),
            report.tool().version(),
            report.schemaVersion(),
            report.scan().id()));
    html.raw("</footer>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
  }

  private void head(Html html, String accounts) throws IOException {
    String policy =
        "default-src 'none'; style-src 'sha256-"
            + hash(STYLE)
            + "'; script-src 'sha256-"
            + hash(SCRIPT)
            + "'; img-src data:; base-uri 'none'; form-action 'none'";
    html.raw("<!DOCTYPE html>\n")
        .open("html", "lang", words.language())
        .raw("\n<head>\n<meta charset=\"utf-8\">\n")
        .open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
        .raw("\n" + GENERATOR)
        .raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw(
            "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
        .element("title", words.text("title", accounts))
        .raw("\n<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
  }

  private void header(Html html, Report report, String accounts) throws IOException {
    html.raw("<header>").element("h1", words.text("title", accounts));
    for (Account account : report.scan().accounts()) {
      if (account.alias().isPresent()) {
        html.element("p", words.text("account", account.id(), account.alias().get()));
      }
    }
    html.element(
        "p",
        "soft",
        words.text(
            "meta",
            report.scan().partition(),
            String.join(", ", report.scan().regions()),
            report.scan().startedAt().toString(),
            report.scan().finishedAt().toString()));
    html.open("nav", "aria-label", words.text("page"));
    for (String section :
        List.of(
            "summary", "blind", "findings", "comparison", "principals", "matrix", "instances")) {
      html.open("a", "href", "#" + section).text(words.text("skip." + section)).raw("</a>");
    }
    html.raw("</nav></header>\n");
  }

  private void summary(Html html, Report report) throws IOException {
    html.raw("<section id=\"summary\">").element("h2", words.text("skip.summary"));
    html.raw("<ul class=\"tiles\">");
    tile(html, Integer.toString(report.summary().instances()), words.text("instances"));
    for (Map.Entry<String, Integer> count : report.summary().violations().entrySet()) {
      if (count.getValue() > 0) {
        tile(
            html,
            count.getValue().toString(),
            words.text("violations") + ": " + words.named("severity", count.getKey()));
      }
    }
    tile(html, Integer.toString(report.summary().unknown()), words.text("not-evaluated"));
    tile(
        html,
        String.format(Locale.ROOT, "%.1f %%", report.summary().coveragePercent()),
        words.text("coverage"));
    html.raw("</ul>");
    html.raw("<div class=\"scroll\"><table><caption class=\"soft\">")
        .text(words.text("paths.caption"))
        .raw("</caption><thead><tr>")
        .element("th", words.text("path"));
    for (String status : Marks.STATUSES) {
      html.open("th", "class", "n").text(words.named("status", status)).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for (Map.Entry<PathId, SortedMap<String, Integer>> path : report.summary().paths().entrySet()) {
      html.raw("<tr>").element("th", words.path(path.getKey()));
      for (String status : Marks.STATUSES) {
        html.element("td", "n", path.getValue().getOrDefault(status, 0).toString());
      }
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></section>\n");
  }

  private static void tile(Html html, String number, String what) throws IOException {
    html.raw("<li>").element("b", number).text(what).raw("</li>");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlRenderer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name + " cannot be read", unreadable);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
