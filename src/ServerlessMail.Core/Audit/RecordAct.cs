namespace ServerlessMail.Core.Audit;

/// <summary>Writes an act into the operators' trail. Thread-safe, and safe between processes.</summary>
public sealed class RecordAct(IOperatorTrail trail, TrailKey key, TimeProvider time)
{
    private const int MaxTries = 40;

    /// <summary>Appends an act; it stands in the trail once this returns.</summary>
    /// <param name="who">Who does it.</param>
    /// <param name="act">One of <see cref="ActNames"/>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="reason">Why; null where the act asks for no reason.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">Others kept appending: nothing was written.</exception>
    public async Task<OperatorAct> RunAsync(string who, string act, string? subject, string? reason, CancellationToken ct)
    {
        var chain = new ActChain(await key.ReadAsync(ct));
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var last = await trail.LastAsync(ct);
            var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
            // A clock that runs behind must not put an act into a month before the last one's.
            var at = last is not null && last.At > now ? last.At : now;
            var next = chain.Seal(last?.Chain, new OperatorAct((last?.Seq ?? 0) + 1, at, who, act, subject, reason, default));
            if (await trail.TryAppendAsync(next, ct))
                return next;
        }

        throw new InvalidOperationException("The operators' trail kept growing meanwhile: the act was not written.");
    }
}
