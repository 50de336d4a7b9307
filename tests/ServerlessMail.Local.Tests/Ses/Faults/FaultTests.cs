using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Local.Ses.Faults;
using ServerlessMail.Local.Storage;
using ServerlessMail.Local.Tests.Ses.Events;

namespace ServerlessMail.Local.Tests.Ses.Faults;

public class FaultTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FaultKind.Throttled, 429, "TooManyRequestsException", "Maximum sending rate exceeded.")]
    [InlineData(FaultKind.Quota, 429, "TooManyRequestsException", "Daily message quota exceeded.")]
    [InlineData(FaultKind.ErrorBefore, 500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.")]
    internal async Task What_is_refused_on_demand_is_not_taken(FaultKind kind, int status, string type, string message)
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = kind, Times = 1 });

        Assert.Equal((status, type, message), await (await service.SendAsync(Mails.Simple())).ErrorAsync());

        Assert.Equal((0, 0), await TakenAsync(service));
        Assert.Equal(200, (int)(await service.SendAsync(Mails.Simple())).StatusCode);
        Assert.Equal((1, 1), await TakenAsync(service));
    }

    [Fact]
    public async Task After_a_reset_before_it_was_taken_nothing_is_there()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.ResetBefore, Times = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.SendAsync(Mails.Simple()));

        Assert.Equal((0, 0), await TakenAsync(service));
        Assert.Empty(await service.EventsAsync(_time));
        Assert.Equal(200, (int)(await service.SendAsync(Mails.Simple())).StatusCode);
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_mail_was_taken_and_its_events_tell()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.LostAnswer, Times = 1 });

        var lost = await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.SendAsync(Mails.Simple()));

        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(lost.GetBaseException()).SocketErrorCode);
        Assert.Equal((1, 1), await TakenAsync(service));
        Assert.Equal(["Send", "Delivery"], Types(await service.EventsAsync(_time)));
    }

    [Fact]
    public async Task An_error_may_come_after_the_mail_was_taken()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.ErrorAfter, Times = 1 });

        Assert.Equal(500, (int)(await service.SendAsync(Mails.Simple())).StatusCode);

        Assert.Equal((1, 1), await TakenAsync(service));
        Assert.Equal(["Send", "Delivery"], Types(await service.EventsAsync(_time)));
    }

    [Fact]
    public async Task A_slow_answer_comes_after_its_time_and_the_mail_was_taken_at_once()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.Slow, DelayMs = 60_000 });

        var sending = service.SendAsync(Mails.Simple());
        while (await TakenAsync(service) != (1, 1))
            Ct.ThrowIfCancellationRequested();

        Assert.False(sending.IsCompleted);
        // The delay begins after the mail was stored: time goes on until it has passed.
        while (!sending.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal(200, (int)(await sending).StatusCode);
    }

    [Fact]
    public async Task A_fault_of_the_answer_waits_for_a_mail_that_is_taken()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.ErrorAfter, Times = 1 }, new Fault { Kind = FaultKind.EventsLost, Times = 1 });
        var stranger = Mails.Simple();
        stranger["FromEmailAddress"] = "forms@example.net";

        Assert.Equal("MessageRejected", (await (await service.SendAsync(stranger)).ErrorAsync()).Type);
        Assert.Equal(2, service.Get<FaultPlan>().Current.Count);

        Assert.Equal(500, (int)(await service.SendAsync(Mails.Simple())).StatusCode);
        Assert.Empty(service.Get<FaultPlan>().Current);
        Assert.Empty(await service.EventsAsync(_time));
    }

    [Fact]
    public async Task A_request_that_is_wrong_uses_no_fault_up()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.ErrorBefore, Times = 1 });

        Assert.Equal(400, (int)(await service.SesAsync(HttpMethod.Post, Mails.Path, "{")).StatusCode);
        Assert.Equal(403, (int)(await service.SesAsync(HttpMethod.Post, Mails.Path, "{}", secret: "wrong")).StatusCode);

        Assert.Single(service.Get<FaultPlan>().Current);
    }

    [Fact]
    public async Task Events_come_late()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.EventsDelayed, DelayMs = 90_000 });
        await service.SendAsync(Mails.Simple());

        Assert.Empty(await service.EventsAsync(_time));
        Assert.Equal(["Send", "Delivery"], Types(await service.EventsAsync(_time)));
    }

    [Fact]
    public async Task Events_come_twice()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.EventsDuplicated });
        await service.SendAsync(Mails.Simple());

        Assert.Equal(["Send", "Delivery", "Send", "Delivery"], Types(await service.EventsAsync(_time)));
    }

    [Fact]
    public async Task Events_come_in_another_order()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(service, new Fault { Kind = FaultKind.EventsReordered });
        await service.SendAsync(Mails.To("complaint@simulator.amazonses.com"));

        Assert.Equal("Complaint", Assert.Single(await service.EventsNowAsync()).Type());
        Assert.Equal(["Delivery", "Send"], Types(await service.EventsAsync(_time)));
    }

    [Fact]
    public async Task All_faults_of_the_events_come_together()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Plan(
            service,
            new Fault { Kind = FaultKind.EventsReordered, Times = 1 },
            new Fault { Kind = FaultKind.EventsDuplicated, Times = 1 },
            new Fault { Kind = FaultKind.EventsDelayed, Times = 1, DelayMs = 60_001 });
        await service.SendAsync(Mails.Simple());

        Assert.Empty(await service.EventsAsync(_time));
        Assert.Equal(["Delivery", "Send", "Delivery", "Send"], Types(await service.EventsAsync(_time)));
    }

    private static void Plan(LocalService service, params Fault[] faults) => service.Get<FaultPlan>().Replace(faults);

    private static IEnumerable<string> Types(IEnumerable<JsonElement> events) => events.Select(told => told.Type());

    /// <summary>How many mails were taken, and how many recipients the day counts.</summary>
    private static Task<(long Mails, long Counted)> TakenAsync(LocalService service) => service.Database.ReadAsync(
        connection => (connection.Scalar<long>("SELECT count(*) FROM ses_mail"), connection.Scalar<long>("SELECT used FROM ses_account")), Ct);
}
