package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import java.util.List;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** The shell profile of the session preferences runs in everybody's session. */
record EditedPreferences(RegionResources resources, LoginMeans means, Solver solver)
    implements Escalation {

  private static final String PREFERENCES = "SSM-SessionManagerRunShell";

  private static final String STEP =
      "edits "
          + PREFERENCES
          + ", whose shell profile runs in everybody's session"
          + " (ssm:UpdateDocument, ssm:UpdateDocumentDefaultVersion)";

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Principal first = each.first();
    if (path != PathId.SESSION_MANAGER
        || !Escalation.mayAllow(first, LoginAction.UPDATE_DOCUMENT)
        || Escalation.isAdministrator(first)) {
      return Stream.empty();
    }
    Target document = resources.document(PREFERENCES).with("ssm:documenttype", Value.of("Session"));
    RoaringBitmap all = RoaringBitmap.bitmapOfRange(0, resources.size());
    return solver
        .solve(
            first,
            List.of(
                new Ask(LoginAction.UPDATE_DOCUMENT, document),
                new Ask(LoginAction.UPDATE_DOCUMENT_DEFAULT, document)))
        .map(it -> Reached.by(STEP, each, new Rows.Cell(all, it)))
        .stream();
  }
}
