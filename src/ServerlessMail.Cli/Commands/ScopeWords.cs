using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>How commands speak of a scope.</summary>
internal static class ScopeWords
{
    /// <summary>What the operators' trail names beside the act: nothing where it was about everything.</summary>
    public static string? Subject(SendScope scope) => scope == SendScope.All ? null : scope.Token;

    /// <summary>The command that lets it go.</summary>
    public static string Resume(SendScope scope) => scope == SendScope.All ? "smail resume" : $"smail resume --scope {scope}";

    /// <summary>A number that was counted up to a limit only.</summary>
    public static string Count(int count, int limit) => count > limit ? $"{limit}+" : $"{count}";
}
