namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>How much is measured.</summary>
/// <param name="Unmeasured">Rounds of cold starts before those that count.</param>
/// <param name="Cold">Rounds of cold starts.</param>
/// <param name="Warm">Rounds of posts to a process that runs.</param>
/// <param name="WarmUp">Posts of each such round before those that count.</param>
/// <param name="Posts">Posts that count.</param>
internal sealed record RoundSize(int Unmeasured, int Cold, int Warm, int WarmUp, int Posts)
{
    public static readonly RoundSize Whole = new(1, 15, 9, 50, 200);

    public static readonly RoundSize Smoke = new(0, 1, 1, 2, 10);
}
