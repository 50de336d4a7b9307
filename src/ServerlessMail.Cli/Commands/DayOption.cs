using System.CommandLine;
using System.Globalization;

namespace ServerlessMail.Cli.Commands;

/// <summary>Options that take a day (UTC), and what they were given.</summary>
internal static class DayOption
{
    public static Option<string> Create(string name, string description)
    {
        var day = new Option<string>(name) { Description = description, HelpName = "YYYY-MM-DD" };
        day.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Read(result.Tokens[0].Value) is null)
                result.AddError($"{name} must be a date such as 2026-11-24.");
        });
        return day;
    }

    /// <summary>The day; null where none was given.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1970 and < 9999 ? day : null;

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
