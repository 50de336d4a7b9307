namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What is odd about how the form was filled in. What is not told says nothing.</summary>
internal static class PaceSigns
{
    /// <summary>Nobody reads and fills in a form within it.</summary>
    private static readonly TimeSpan FasterThanPeople = TimeSpan.FromSeconds(2);

    public static Verdict Of(IntakeCase its)
    {
        var signs = new List<Sign>();
        if (its.Stamp is PageStamp.Forged)
            signs.Add(new Sign("stamp-forged", 3, "The stamp of the page is not ours, or that of another form."));
        if (Took(its) is { } took && took < FasterThanPeople)
            signs.Add(new Sign("too-fast", 3, "The form came back within 2 seconds after its page was shown."));
        if (its.Session is { IsWebDriver: true })
            signs.Add(new Sign("webdriver", 3, "The browser says that a program drives it."));
        return signs.Count == 0 ? Verdict.Pass : new Verdict.Suspects([.. signs]);
    }

    /// <summary>How long the visitor took: by our own clock where the page was stamped, else by his. One that is wrong tells nothing.</summary>
    private static TimeSpan? Took(IntakeCase its) =>
        its.Stamp is PageStamp.Shown shown ? shown.Ago
        : its.Session?.LoadedAt is { } loaded && its.Now >= loaded ? its.Now - loaded
        : null;
}
