using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMail.Cli.Targets;

/// <summary>What a command's <c>--target</c> and <c>--data</c> lead to.</summary>
internal abstract record TargetChoice
{
    private TargetChoice()
    {
    }

    /// <summary>The ports of Core over its data; whoever opened them disposes of them.</summary>
    public sealed record Open(ServiceProvider Services) : TargetChoice;

    /// <summary>There is nothing to work on: what is missing, and what to do.</summary>
    public sealed record Missing(string What, string[] Advice) : TargetChoice;
}
