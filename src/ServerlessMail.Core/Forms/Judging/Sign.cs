namespace ServerlessMail.Core.Forms.Judging;

/// <summary>Something about a submission that spam has more often than people's messages.</summary>
/// <param name="Code">Its name in trails: <c>honeypot</c>. Never personal.</param>
/// <param name="Points">Its weight, 1 and more; from <see cref="Judgement.SpamFrom"/> on together a submission is held as spam.</param>
/// <param name="Words">What was seen, for the operator. Never what the visitor wrote.</param>
public sealed record Sign(string Code, int Points, string Words);
