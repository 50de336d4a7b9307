namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What is odd about where a post came from. A page that the form does not know is refused before.</summary>
internal static class SourceSigns
{
    public static Verdict Of(IntakeCase its) => Verdict.Of(its.Submission switch
    {
        { Origin: null } => new Sign("no-source", 2, "The request names no page: neither Origin nor Referer. Browsers send one of them."),
        { Origin: { } origin, Referer: { } referer } when FormOrigins.OriginOf(referer) != origin =>
            new Sign("referer-mismatch", 3, "Origin and Referer name different sites. Browsers take both from one page."),
        _ => null,
    });
}
