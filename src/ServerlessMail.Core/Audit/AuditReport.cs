namespace ServerlessMail.Core.Audit;

/// <summary>What a verification looked at.</summary>
/// <param name="Days">Days with at least one message.</param>
/// <param name="Messages">Messages checked.</param>
/// <param name="Roots">Days whose root was made again and compared.</param>
/// <param name="Acts">Operators' acts checked: always all of them.</param>
/// <param name="Faults">How many faults were found; 0 if everything holds.</param>
public sealed record AuditReport(int Days, long Messages, int Roots, long Acts, long Faults);
