using System.Collections.Immutable;

namespace ServerlessMail.Core.Control;

/// <summary>The answer to a worker that wants to send now.</summary>
public abstract record GrantOutcome
{
    private GrantOutcome()
    {
    }

    /// <summary>
    /// The right to begin one call for each of the request's first messages, at its moment or after, and within <see cref="Grant.Life"/> of asking.
    /// </summary>
    /// <param name="Slots">One moment for each message that fits, at least one; by the clock of who asked.</param>
    public sealed record Granted(ImmutableArray<DateTimeOffset> Slots) : GrantOutcome
    {
        public bool Equals(Granted? other) => other is not null && Slots.AsSpan().SequenceEqual(other.Slots.AsSpan());

        public override int GetHashCode() => Slots.Length;
    }

    /// <summary>
    /// A place for the first message, which is a large one: its worker waits for the moment, and then asks <see cref="IControlStore.ConfirmAsync"/>
    /// whether it may still go.
    /// </summary>
    /// <param name="Slot">The moment; by the clock of who asked.</param>
    public sealed record Reserved(DateTimeOffset Slot) : GrantOutcome;

    /// <summary>The rate leaves no room for the first message before that time has passed.</summary>
    public sealed record Wait(TimeSpan For) : GrantOutcome
    {
        /// <summary>True when the lane's queue is known to hold as much as can leave for a while: what misses its place now has no better chance soon.</summary>
        public bool IsLaneFull { get; init; }
    }

    /// <summary>The day leaves no room for the first message before that moment.</summary>
    public sealed record DaySpent(DateTimeOffset Until) : GrantOutcome;

    /// <summary>One or more of the messages are stopped, by these scopes; none was granted.</summary>
    public sealed record Stopped(ImmutableArray<SendScope> Scopes) : GrantOutcome
    {
        public bool Equals(Stopped? other) => other is not null && Scopes.AsSpan().SequenceEqual(other.Scopes.AsSpan());

        public override int GetHashCode() => Scopes.Length;

        /// <summary>True when everything is stopped, not only a part.</summary>
        public bool Everything => Scopes.Contains(SendScope.All);
    }

    /// <summary>The control item is missing or malformed: fail closed.</summary>
    /// <param name="Fault">What is wrong, naming the attribute.</param>
    public sealed record Unusable(string Fault) : GrantOutcome;
}
