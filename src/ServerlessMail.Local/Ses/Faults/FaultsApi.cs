using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Ses.Faults;

/// <summary><c>/inbox/api/faults</c>: developers and tests ask here for what SES does only on its bad days. Local only.</summary>
internal sealed class FaultsApi(FaultPlan plan)
{
    /// <summary>What is still to come.</summary>
    public IResult Get() => Results.Json(new FaultListJson(plan.Current), FaultsJson.Default.FaultListJson);

    /// <summary>Takes the faults of the body in place of all others.</summary>
    public Task<IResult> PutAsync(HttpRequest request, CancellationToken ct) => SimulatorJson.ActAsync(
        request,
        FaultsJson.Default.FaultListJson,
        body => body.Wrong(),
        body =>
        {
            plan.Replace(body.Faults.OfType<Fault>());
            return Task.FromResult(Get());
        },
        ct);

    /// <summary>Ends them all.</summary>
    public IResult Delete()
    {
        plan.Replace([]);
        return Results.NoContent();
    }
}
