using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Invariants;

namespace ServerlessMail.Simulation.Links;

/// <summary>The work index as DynamoDB keeps it, behind the table: it still has what is done, and does not yet have what is new.</summary>
internal sealed class StaleIndex(Weather weather, Witness witness)
{
    public async Task<IReadOnlyList<MessageId>> LagAsync(Task<IReadOnlyList<MessageId>> answer) =>
        [.. (await answer).Where(_ => !weather.IndexIsStale()), .. witness.Heads.Keys.Where(_ => weather.IndexIsStale()).Take(3)];
}
