using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Audit;

public class VerifyAuditTests
{
    private readonly AuditData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_nobody_touched_holds()
    {
        await _data.LiveAsync();
        await _data.LiveAsync(m => m.Claim(_data.Now, _data.Now), m => m.Sent(_data.Now, "0100-ses"));
        await SealTodayAsync();
        await _data.Record.RunAsync("anna", ActNames.Resume, null, null, Ct);

        Assert.Empty(await VerifyAsync());

        Assert.Equal(new AuditReport(1, 2, 1, 2, 0), _data.Report);
    }

    [Fact]
    public async Task An_empty_service_holds() => Assert.Empty(await VerifyAsync());

    [Fact]
    public async Task What_happens_to_a_message_after_its_day_was_sealed_changes_nothing()
    {
        var sent = await _data.LiveAsync(m => m.Claim(_data.Now, _data.Now), m => m.Sent(_data.Now, "0100-ses"));
        var held = await _data.LiveAsync(m => m.HoldFor(HoldReason.Operator, _data.Now));
        await SealTodayAsync();

        var read = await _data.ReadAsync(sent.Id);
        await _data.Messages.TrySaveAsync(read, read.Feedback(MessageStatus.Delivered, TrailKind.Delivered, _data.Now, null), Ct);
        await new EraseMessage(_data.Messages, new NoAttachments(), _data.Time).RunAsync(held.Id, Ct);
        await new EraseMessage(_data.Messages, new NoAttachments(), _data.Time).RunAsync(sent.Id, Ct);

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task A_message_that_was_changed_is_named()
    {
        var message = await _data.LiveAsync();
        var other = await _data.LiveAsync();
        _data.Store.Messages.Overwrite(message with { Recipients = 9 });
        _data.Store.Messages.Overwrite(other with { Trail = [] });

        Assert.Equal(
            new AuditFault[] { new AuditFault.Trail(message.Id, TrailFault.Changed), new AuditFault.Trail(other.Id, TrailFault.EventsMissing) }.ToHashSet(),
            (await VerifyAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_message_that_is_missing_breaks_the_root_of_its_day()
    {
        var message = await _data.LiveAsync();
        await _data.LiveAsync();
        await SealTodayAsync();
        _data.Store.Messages.Remove(message.Id);

        Assert.Equal([new AuditFault.Root(AuditData.Today, 2, 1)], await VerifyAsync());
    }

    [Fact]
    public async Task A_head_from_before_the_root_that_is_put_back_breaks_it()
    {
        var message = await _data.LiveAsync(m => m.HoldFor(HoldReason.Operator, _data.Now));
        var read = await _data.ReadAsync(message.Id);
        await _data.Messages.TrySaveAsync(read, read.Cancel(_data.Now, "operator-dropped"), Ct);
        await SealTodayAsync();
        _data.Store.Messages.Overwrite(message);

        Assert.Equal([new AuditFault.Root(AuditData.Today, 1, 1)], await VerifyAsync());
    }

    [Fact]
    public async Task A_message_that_was_copied_to_another_id_is_found()
    {
        var message = await _data.LiveAsync();
        var other = await _data.LiveAsync();
        _data.Store.Messages.Overwrite(message with { Id = other.Id });

        Assert.Equal([new AuditFault.Trail(other.Id, TrailFault.Changed)], await VerifyAsync());
    }

    [Fact]
    public async Task A_head_that_cannot_be_read_is_told_and_the_rest_is_checked()
    {
        await _data.LiveAsync();
        var left = 1;
        _data.Store.Messages.Door.Before = operation => operation == nameof(IMessageStore.ListAsync) && Interlocked.Exchange(ref left, 0) == 1 ? new FormatException("spoilt") : null;

        Assert.Equal([new AuditFault.Unreadable(AuditData.Today.AddDays(-2), "spoilt")], await VerifyAsync());
    }

    [Fact]
    public async Task A_day_that_begins_to_expire_is_not_compared_with_its_root()
    {
        var message = await _data.LiveAsync();
        await SealTodayAsync();
        _data.Time.Advance(Retention.Trail);
        _data.Store.Messages.Remove(message.Id);

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task Every_single_edit_of_the_operators_trail_is_found()
    {
        for (var i = 0; i < 12; i++)
        {
            await _data.Record.RunAsync("anna", i % 2 == 0 ? ActNames.Pause : ActNames.Resume, i % 3 == 0 ? null : $"s{i}", $"why {i}", Ct);
            _data.Time.Advance(TimeSpan.FromDays(9));
        }

        Assert.Empty(await VerifyAsync());
        var acts = _data.Store.Operators.All.ToList();
        Func<List<OperatorAct>, int, bool>[] edits =
        [
            (all, at) => Set(all, at, act => act with { Who = "ben" }),
            (all, at) => Set(all, at, act => act with { Act = ActNames.Erase }),
            (all, at) => Set(all, at, act => act with { Subject = "other" }),
            (all, at) => Set(all, at, act => act with { Reason = null }),
            (all, at) => Set(all, at, act => act with { At = act.At.AddMilliseconds(1) }),
            (all, at) => Set(all, at, act => act with { Chain = Digest.Random() }),
            (all, at) => Set(all, at, act => act with { Seq = act.Seq + 1 }),
            (all, at) => Remove(all, at, 1),
            (all, at) => Remove(all, at, all.Count - at),
            (all, at) => Remove(all, 0, at + 1),
            (all, at) => Swap(all, at, (at + 1) % all.Count, renumber: true),
        ];

        foreach (var edit in edits)
        {
            for (var at = 0; at < acts.Count; at++)
            {
                var place = at;
                _data.Store.Operators.Tamper(all => edit(all, place));
                Assert.NotEmpty(await VerifyAsync());
                _data.Store.Operators.Tamper(all =>
                {
                    all.Clear();
                    all.AddRange(acts);
                });
            }
        }

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task Acts_that_come_while_it_reads_are_no_fault()
    {
        await _data.Record.RunAsync("anna", ActNames.Resume, null, null, Ct);
        _data.Store.Operators.Door.Meanwhile(nameof(IOperatorTrail.ReadAsync), () => _data.Record.RunAsync("ben", ActNames.Resume, null, null, Ct));

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task A_day_is_sealed_once_and_not_before_it_is_over_for_an_hour()
    {
        await _data.LiveAsync();
        _data.Time.Advance(TimeSpan.FromHours(12.5));
        Assert.False(await _data.SealDay.RunAsync(AuditData.Today, Ct));

        _data.Time.Advance(TimeSpan.FromHours(0.5));
        Assert.True(await _data.SealDay.RunAsync(AuditData.Today, Ct));
        Assert.True(await _data.SealDay.RunAsync(AuditData.Today, Ct));

        var act = Assert.Single(_data.Store.Operators.All);
        Assert.Equal(("smail", "seal-day", "2026-11-24"), (act.Who, act.Act, act.Subject));
        Assert.Matches("^1 messages, root [0-9a-f]{32}$", act.Reason);
    }

    [Fact]
    public async Task Days_that_were_missed_are_sealed_later_a_few_at_a_time()
    {
        _data.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await _data.SealDay.RunDueAsync(5, Ct));
        Assert.Equal(0, await _data.SealDay.RunDueAsync(5, Ct));
        _data.Time.Advance(TimeSpan.FromDays(8));

        Assert.Equal(5, await _data.SealDay.RunDueAsync(5, Ct));
        Assert.Equal(3, await _data.SealDay.RunDueAsync(5, Ct));

        Assert.Equal(
            Enumerable.Range(0, 9).Select(after => $"2026-{(after < 7 ? 11 : 12)}-{(after < 7 ? 24 + after : after - 6):00}"),
            _data.Store.Operators.All.Select(act => act.Subject));
    }

    [Fact]
    public async Task Two_who_seal_at_once_write_the_same_root()
    {
        await _data.LiveAsync();
        _data.Time.Advance(TimeSpan.FromDays(1));
        _data.Store.Operators.Door.Meanwhile(nameof(IOperatorTrail.TryAppendAsync), () => _data.SealDay.RunAsync(AuditData.Today, Ct));

        await _data.SealDay.RunAsync(AuditData.Today, Ct);

        Assert.Equal(2, _data.Store.Operators.All.Count);
        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task A_clock_that_runs_behind_does_not_put_an_act_before_another()
    {
        await _data.Record.RunAsync("anna", ActNames.Pause, null, "x", Ct);
        var behind = new RecordAct(_data.Store.Operators, _data.Key, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(_data.Now.AddDays(-30)));

        Assert.Equal(_data.Now, (await behind.RunAsync("ben", ActNames.Resume, null, null, Ct)).At);
    }

    private static bool Set(List<OperatorAct> all, int at, Func<OperatorAct, OperatorAct> edit)
    {
        all[at] = edit(all[at]);
        return true;
    }

    private static bool Remove(List<OperatorAct> all, int at, int count)
    {
        all.RemoveRange(at, count);
        return true;
    }

    private static bool Swap(List<OperatorAct> all, int one, int two, bool renumber)
    {
        var (a, b) = (all[one], all[two]);
        all[one] = renumber ? b with { Seq = a.Seq } : b;
        all[two] = renumber ? a with { Seq = b.Seq } : a;
        return true;
    }

    private async Task SealTodayAsync()
    {
        _data.Time.Advance(TimeSpan.FromHours(13));
        Assert.True(await _data.SealDay.RunAsync(AuditData.Today, Ct));
    }

    private Task<IReadOnlyList<AuditFault>> VerifyAsync() => _data.VerifyAsync(AuditData.Today.AddDays(-2), AuditData.Today.AddDays(1));
}
