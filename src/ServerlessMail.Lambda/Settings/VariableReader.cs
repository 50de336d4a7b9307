using ServerlessMail.Aws;
using ServerlessMail.Http;

namespace ServerlessMail.Lambda.Settings;

/// <summary>Reads variables one by one and remembers every fault, so that all are told at once. What is faulty reads as something harmless.</summary>
internal sealed class VariableReader(Func<string, string?> variable)
{
    private const int MaxName = 255;
    private const int MaxConfigurationSet = 64;

    private readonly List<string> _faults = [];

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new SettingsException(_faults);
    }

    /// <summary>One of some words, in any case.</summary>
    public T Choice<T>(string name, (string Word, T Value)[] words)
    {
        if (Value(name) is { } value && TryFind(value, words, out var found))
            return found;
        _faults.Add($"{name} must be one of {string.Join(", ", words.Select(word => word.Word))}.");
        return words[0].Value;
    }

    /// <summary>One of some words, or what is right where it is not set.</summary>
    public T Choice<T>(string name, (string Word, T Value)[] words, T otherwise) => Value(name) is null ? otherwise : Choice(name, words);

    /// <summary>A table's name: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html</summary>
    public string Table(string name) => Required(name, "the name of the DynamoDB table", value =>
        value.Length is >= 3 and <= MaxName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'));

    public Uri QueueUnless(bool isUnused, string name) => isUnused ? AwsOptions.NoQueue : Queue(name);

    public Uri Queue(string name) =>
        Required(name, "the URL of an SQS queue", value => WebAddressOf(value) is { AbsolutePath.Length: > 1 }) is { Length: > 0 } url ? new Uri(url) : AwsOptions.NoQueue;

    /// <summary>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html</summary>
    public string? Bucket(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.Length is < 3 or > MaxName || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            _faults.Add($"{name} is not the name of an S3 bucket: 3 and more letters, digits, dashes and dots.");
        return value;
    }

    public string ConfigurationSet(string name) => Required(name, "the name of the SES configuration set", value =>
        value.Length <= MaxConfigurationSet && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));

    public string Topic(string name) => Required(name, "the ARN of the SNS topic that SES's events come through", value =>
        value.Split(':') is ["arn", _, "sns", { Length: > 0 }, { Length: > 0 }, { Length: > 0 }]);

    public string? OneLine(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.Length <= MaxName && !value.Any(char.IsControl))
            return value;
        _faults.Add($"{name} must be one line of at most {MaxName} characters.");
        return null;
    }

    /// <summary>A key as Cloudflare writes them: https://developers.cloudflare.com/turnstile/troubleshooting/testing/.</summary>
    public string? SecretKey(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.Length <= MaxName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return value;
        _faults.Add($"{name} must be a secret key of Turnstile: letters, digits, - and _.");
        return null;
    }

    public Uri? WebAddress(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (WebAddressOf(value) is { } address && HttpSettings.IsServiceAddress(address))
            return address;
        _faults.Add($"{name} must be an http or https address without user info, query or fragment.");
        return null;
    }

    private static Uri? WebAddressOf(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private string Required(string name, string what, Func<string, bool> isRight)
    {
        var value = Value(name);
        if (value is not null && isRight(value))
            return value;
        _faults.Add(value is null ? $"{name} is not set: it must be {what}." : $"{name} is not {what}.");
        return "";
    }

    private static bool TryFind<T>(string value, (string Word, T Value)[] words, out T found)
    {
        var at = Array.FindIndex(words, word => word.Word.Equals(value, StringComparison.OrdinalIgnoreCase));
        found = words[Math.Max(at, 0)].Value;
        return at >= 0;
    }

    /// <summary>An empty variable is one that is not set: templates cannot leave one out.</summary>
    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
