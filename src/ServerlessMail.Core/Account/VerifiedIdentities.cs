using System.Collections.Immutable;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Account;

/// <summary>
/// Addresses and domains that are verified with SES, in lower case and in order. At most <see cref="MaxLength"/> characters of them are kept;
/// beyond that the rest is left out, <see cref="IsComplete"/> is false, and then nobody is known not to be verified. Immutable.
/// </summary>
public sealed class VerifiedIdentities : IEquatable<VerifiedIdentities>
{
    /// <summary>
    /// How many characters are kept, with one between two identities: more than a thousand addresses, and far from the 400 KB that an item of
    /// DynamoDB may have.
    /// </summary>
    public const int MaxLength = 32 * 1024;

    /// <summary>SES's mailbox simulator, which takes mail also from the sandbox.</summary>
    /// <remarks>https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html</remarks>
    private const string MailboxSimulator = "simulator.amazonses.com";

    private readonly ImmutableSortedSet<string> _identities;

    private VerifiedIdentities(ImmutableSortedSet<string> identities, bool isComplete) => (_identities, IsComplete) = (identities, isComplete);

    /// <summary>Not one, and that is all of them.</summary>
    public static VerifiedIdentities None { get; } = new([], isComplete: true);

    /// <summary>False: there are more than these.</summary>
    public bool IsComplete { get; }

    public IReadOnlyCollection<string> All => _identities;

    /// <summary>Keeps as many as there is room for.</summary>
    /// <param name="identities">Addresses and domains as SES names them.</param>
    /// <param name="isComplete">False when these are not all.</param>
    public static VerifiedIdentities Of(IEnumerable<string> identities, bool isComplete = true)
    {
        var kept = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var length = 0;
        foreach (var identity in identities.Select(identity => identity.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            length += identity.Length + 1;
            if (length > MaxLength)
                return new VerifiedIdentities(kept.ToImmutable(), isComplete: false);
            kept.Add(identity);
        }

        return new VerifiedIdentities(kept.ToImmutable(), isComplete);
    }

    /// <summary>
    /// True when mail to an address is taken from the sandbox, as far as is known. Local parts compare without case: what SES would tell apart
    /// here, it refuses itself.
    /// </summary>
    public bool Admits(EmailAddress recipient) => !IsComplete || recipient.Domain == MailboxSimulator || Covers(_identities.Contains, recipient.ToString());

    /// <summary>True when an identity, or one of the domains that it is in, is among others: a verified domain covers those below it.</summary>
    /// <param name="contains">Tells whether an identity, in lower case, is among them.</param>
    /// <param name="identity">An address or a domain.</param>
    /// <remarks>https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html</remarks>
    public static bool Covers(Func<string, bool> contains, string identity)
    {
        var rest = identity.ToLowerInvariant();
        while (!contains(rest))
        {
            if (rest.AsSpan().IndexOfAny('@', '.') is not (>= 0 and var at))
                return false;
            // Before the @ a dot parts no domains.
            rest = rest[(Math.Max(at, rest.LastIndexOf('@')) + 1)..];
        }

        return true;
    }

    public bool Equals(VerifiedIdentities? other) =>
        other is not null && IsComplete == other.IsComplete && _identities.SetEquals(other._identities);

    public override bool Equals(object? obj) => Equals(obj as VerifiedIdentities);

    public override int GetHashCode() => HashCode.Combine(IsComplete, _identities.Count);
}
