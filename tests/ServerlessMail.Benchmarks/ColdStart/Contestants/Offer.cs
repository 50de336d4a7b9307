namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>A contestant, or why there is none.</summary>
/// <param name="Name">As it stands in the tables.</param>
/// <param name="Contestant">Null where it cannot be had.</param>
/// <param name="WhyNot">The reason, in a few words; empty where there is one.</param>
internal sealed record Offer(string Name, Contestant? Contestant, string WhyNot)
{
    public static Offer Of(Contestant contestant) => new(contestant.Name, contestant, "");

    public static Offer Missing(string name, string whyNot) => new(name, null, whyNot);
}
