using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>Urgent mail in real time, while a backlog of bulk mail drains.</summary>
/// <param name="where">On what.</param>
/// <param name="services">The service.</param>
/// <param name="ses">What it sends to.</param>
internal sealed class RealBacklog(string where, IServiceProvider services, StubSes ses)
{
    private const double Rate = 14;

    public static readonly TimeSpan SesTakes = TimeSpan.FromMilliseconds(50);

    public static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>Opens the service and fills its backlog.</summary>
    public async Task PrepareAsync(int backlog, CancellationToken ct)
    {
        await Get<IControlStore>().EnsureAsync(ct);
        await Get<IControlStore>().SetLimitsAsync(null, Rate, null, SendLimits.HealthyBulkShare, ct);
        await Get<ISenderStore>().PutAsync(SampleMail.Sender(), ct);
        await SampleBacklog.FillAsync(Get<IMessageStore>(), backlog, Draft(), ct);
    }

    /// <summary>Lets urgent mail come in, one after the other, while the workers work, and tells how long each took.</summary>
    public async Task<UrgentSeen> OfferAsync(int backlog, int urgent, CancellationToken ct)
    {
        var control = Get<IControlStore>();
        List<(MessageId Id, long Began)> accepted = [];
        for (var i = 0; i < urgent; i++)
        {
            await Task.Delay(Between, TimeProvider.System, ct);
            var began = Stopwatch.GetTimestamp();
            var id = SampleMail.Id(TimeProvider.System.GetUtcNow());
            await Get<AcceptMessage>().AcceptAsync(new AcceptMessage.Wanted(id, Lane.Urgent, "form:contact", Draft(), TimeSpan.FromDays(1)), await control.ReadAsync(ct), ct);
            accepted.Add((id, began));
        }

        var waits = Stopwatch.StartNew();
        while (ses.Calls.Count(call => call.Lane == Lane.Urgent) < urgent && waits.Elapsed < LongestWait)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        var calls = ses.Calls.Where(call => call.Lane == Lane.Urgent).ToDictionary(call => call.Message, call => call.Began);
        return new UrgentSeen(
            where,
            Rate,
            1,
            backlog,
            ses.Calls.Count(call => call.Lane == Lane.Bulk),
            urgent,
            [.. accepted.Where(one => calls.ContainsKey(one.Id)).Select(one => Stopwatch.GetElapsedTime(one.Began, calls[one.Id]))]);
    }

    private static MailDraft Draft() => SampleMail.Draft() with { To = [EmailAddress.Parse("someone@example.com")] };

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
