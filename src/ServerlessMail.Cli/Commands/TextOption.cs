using System.CommandLine;

namespace ServerlessMail.Cli.Commands;

/// <summary>Rules for options that take text.</summary>
internal static class TextOption
{
    /// <summary>Refuses a value of nothing but white space.</summary>
    public static Option<string> NotBlank(this Option<string> option, string otherwise)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[^1].Value))
                result.AddError(otherwise);
        });
        return option;
    }
}
