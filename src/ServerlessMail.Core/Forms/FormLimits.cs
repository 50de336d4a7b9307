namespace ServerlessMail.Core.Forms;

/// <summary>How many submissions a form takes.</summary>
/// <param name="PerClient">From one client's address; null: no limit.</param>
/// <param name="PerForm">From all together; null: no limit.</param>
public sealed record FormLimits(Allowance? PerClient, Allowance? PerForm)
{
    /// <summary>What holds where a form's definition says nothing: 10 a minute from one client.</summary>
    public static readonly FormLimits Default = new(new Allowance(10, AllowancePeriod.Minute), null);
}
