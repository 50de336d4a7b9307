using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Audit;

/// <summary>One act of an operator, or of the service itself. Never changed, never removed.</summary>
/// <param name="Seq">1 for the first act ever, then one more each, whatever the month.</param>
/// <param name="At">When, in UTC, to the millisecond; never before the act that it follows.</param>
/// <param name="Who">Who did it, as they are called here: SMAIL_OPERATOR, or the user of the machine.</param>
/// <param name="Act">What was done; one of <see cref="ActNames"/>.</param>
/// <param name="Subject">To what: a message id, an identity, the names of forms, a day.</param>
/// <param name="Reason">Why, in the operator's words, where the act asks for it.</param>
/// <param name="Chain">The seal over all this and over the act before.</param>
public sealed record OperatorAct(long Seq, DateTimeOffset At, string Who, string Act, string? Subject, string? Reason, Digest Chain)
{
    /// <summary>The first day of the month in which it is kept.</summary>
    [JsonIgnore]
    public DateOnly Month => MonthOf(At);

    /// <summary>The first day of a moment's month, in UTC.</summary>
    public static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);
}
