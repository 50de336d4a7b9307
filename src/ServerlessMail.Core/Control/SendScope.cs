using System.Diagnostics.CodeAnalysis;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>
/// What one switch stops: everything, a lane, a sender (an address or a domain) or a form. Its text (<c>all</c>, <c>lane:bulk</c>,
/// <c>sender:example.com</c>, <c>form:contact</c>) is what the control item keeps and what operators type. Equal scopes have equal text.
/// </summary>
public readonly record struct SendScope
{
    private const string LanePrefix = "lane:";
    private const string SenderPrefix = "sender:";
    private const string FormPrefix = "form:";

    private SendScope(string token) => Token = token;

    public static SendScope All { get; } = new("all");

    /// <summary>The stored text, in lower case.</summary>
    public string Token { get; }

    public static SendScope Of(Lane lane) => new(LanePrefix + lane.ToString().ToLowerInvariant());

    public static SendScope Of(FormName form) => new(FormPrefix + form.Value);

    /// <summary>Every scope, but <see cref="All"/>, by whose stop a message would be kept.</summary>
    /// <param name="lane">The message's lane.</param>
    /// <param name="from">Its sender's address.</param>
    /// <param name="source">Where it came from, such as <c>form:contact</c>: of a form, that is the scope's text.</param>
    public static IReadOnlyList<SendScope> Covering(Lane lane, EmailAddress from, string source) =>
        [Of(lane), new(SenderPrefix + from.ToString().ToLowerInvariant()), new(SenderPrefix + from.Domain.ToLowerInvariant()), new(source)];

    /// <summary>
    /// Reads what <see cref="Token"/> gives, in upper or lower case, and international domains as people write them; false for what names nothing that
    /// can be stopped.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SendScope scope)
    {
        scope = new SendScope(text?.ToLowerInvariant() ?? "");
        if (After(scope.Token, SenderPrefix) is { } sender)
        {
            // As mail has it: in ASCII.
            scope = new SendScope(SenderPrefix + (Sender(sender) ?? ""));
            return scope.Token != SenderPrefix;
        }

        return scope == All
            || (After(scope.Token, LanePrefix) is { } lane && Enum.GetValues<Lane>().Any(known => Of(known).Token == LanePrefix + lane))
            || (After(scope.Token, FormPrefix) is { } form && FormName.TryParse(form, out _));
    }

    public override string ToString() => Token;

    /// <summary>Takes back a text that a store kept.</summary>
    public static SendScope FromToken(string token) => new(token);

    private static string? Sender(string text) =>
        EmailAddress.TryParse(text, out var address) ? address.ToString() : EmailAddress.TryDomain(text, out var domain) ? domain : null;

    private static string? After(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
