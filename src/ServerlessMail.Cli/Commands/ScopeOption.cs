using System.CommandLine;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary>The option <c>--scope</c>: what one switch stops. Left out, it is everything.</summary>
internal static class ScopeOption
{
    private const string Allowed = "all, lane:urgent, lane:normal, lane:bulk, sender:example.com, sender:forms@example.com or form:contact";

    private static readonly string[] Fixed = [SendScope.All.Token, .. Enum.GetValues<Lane>().Select(lane => SendScope.Of(lane).Token)];
    private static readonly string[] Kinds = ["lane", "sender", "form"];

    public static Option<SendScope> Create(string description) => new("--scope")
    {
        Description = $"{description}: {Allowed}",
        HelpName = "SCOPE",
        DefaultValueFactory = _ => SendScope.All,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (SendScope.TryParse(text, out var scope))
                return scope;
            result.AddError($"--scope '{text}' names nothing that can be stopped: write such as {Allowed}.{(Meant(text) is { } meant ? $" Did you mean {meant}?" : "")}");
            return SendScope.All;
        },
    };

    /// <summary>Who leaves the kind out, or mistypes it, gets it with it.</summary>
    private static string? Meant(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? null : Nearest.Of(text[..colon], Kinds);
        return Nearest.Of(text, Fixed)
            ?? (kind is null ? Kinds : [kind]).Select(known => $"{known}:{text[(colon + 1)..]}").FirstOrDefault(typed => SendScope.TryParse(typed, out _));
    }
}
