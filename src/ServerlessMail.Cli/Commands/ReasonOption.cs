using System.CommandLine;

namespace ServerlessMail.Cli.Commands;

/// <summary>The option <c>--reason</c> of acts that somebody else will have to understand.</summary>
internal static class ReasonOption
{
    private const int Longest = 200;

    public static Option<string> Create(string description)
    {
        var reason = new Option<string>("--reason") { Description = $"{description} (up to {Longest} characters)", HelpName = "TEXT", Required = true };
        reason.Validators.Add(result =>
        {
            var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (string.IsNullOrWhiteSpace(given) || given.Length > Longest)
                result.AddError($"--reason must say why, in up to {Longest} characters.");
        });
        return reason;
    }
}
