using System.CommandLine;
using System.Globalization;

namespace ServerlessMail.Cli.Commands;

/// <summary>An option that takes a whole number within bounds, and says so in words where it gets something else.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string description, string helpName, int min, int max, int otherwise) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
                return number;
            result.AddError($"{name} must be a number from {min} to {max}.");
            return otherwise;
        },
    };
}
