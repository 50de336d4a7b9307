using System.Collections.Immutable;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms;

/// <summary>What became of a submission.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>The message is durable.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Next">Where the visitor may be sent, from an allowed <c>_next</c>; null for the thank-you page.</param>
    public sealed record Accepted(MessageId Id, Uri? Next) : SubmitOutcome;

    /// <summary>There is no message.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Faults">What to tell the visitor; never empty.</param>
    /// <param name="RetryAfter">When it is worth another try; null where it is not.</param>
    public sealed record Refused(RefusalReason Reason, ImmutableArray<FieldFault> Faults, TimeSpan? RetryAfter = null) : SubmitOutcome
    {
        /// <summary>The form that refused; null where there is none of that name.</summary>
        public Form? Form { get; init; }
    }
}
