using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Core.Tests.Forms;

public class RepetitionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task The_same_submission_within_a_minute_is_answered_with_the_first_id_and_is_one_mail()
    {
        var service = await Service.OpenAsync();
        var first = await service.AcceptAsync(TestForms.Good());
        await service.DrainAsync();

        service.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(first, await service.AcceptAsync(TestForms.Good()));
        Assert.Equal(first, await service.AcceptAsync(TestForms.Good()));
        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Sent", "Noted:repeated"], service.Trail);
    }

    [Fact]
    public async Task After_a_minute_it_is_a_second_mail()
    {
        var service = await Service.OpenAsync();
        var first = await service.AcceptAsync(TestForms.Good());

        service.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.NotEqual(first, await service.AcceptAsync(TestForms.Good()));
        Assert.Equal(2, service.Store.Messages.All.Count);
    }

    [Theory]
    [InlineData("altcha")]
    [InlineData("cf-turnstile-response")]
    [InlineData("_stamp")]
    public async Task What_the_page_adds_by_itself_makes_no_difference(string field)
    {
        var service = await Service.OpenAsync();

        var first = await service.AcceptAsync(TestForms.Good((field, "one")));

        Assert.Equal(first, await service.AcceptAsync(TestForms.Good((field, "another"))));
    }

    [Fact]
    public async Task Other_fields_another_order_and_other_clients_are_other_submissions()
    {
        var service = await Service.OpenAsync();
        Submission[] posts =
        [
            TestForms.Good(), TestForms.Good(("more", "1")), TestForms.Good(("mor", "e1")), TestForms.Good() with { ClientAddress = "192.0.2.2" },
            TestForms.Good() with { Fields = [.. TestForms.Good().Fields.Reverse()] },
        ];

        foreach (var post in posts)
            await service.AcceptAsync(post);

        Assert.Equal(posts.Length, service.Store.Messages.All.Count);
    }

    [Fact]
    public async Task A_first_that_died_before_its_message_was_written_is_written_by_the_repetition_under_its_id()
    {
        var service = await Service.OpenAsync();
        service.Store.Messages.Door.Shut();
        await Assert.ThrowsAsync<IOException>(() => service.Submit.SubmitAsync(TestForms.Good(), Ct));
        service.Store.Messages.Door.Open();

        var id = await service.AcceptAsync(TestForms.Good());
        await service.DrainAsync();

        Assert.Equal(id, service.Message.Id);
        Assert.Equal(["Accepted", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task A_first_that_the_forms_limit_refused_does_not_let_its_repetition_in()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { Limits = new FormLimits(null, new Allowance(1, AllowancePeriod.Hour)) });
        await service.AcceptAsync(TestForms.Good(("other", "1")));

        for (var i = 0; i < 2; i++)
            Assert.Equal(RefusalReason.RateLimited, Assert.IsType<SubmitOutcome.Refused>(await SubmitInTimeAsync(service)).Reason);
    }

    [Fact]
    public async Task Repetitions_count_against_the_limit_of_their_client()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { Limits = new FormLimits(new Allowance(2, AllowancePeriod.Minute), null) });
        await service.AcceptAsync(TestForms.Good());
        await service.AcceptAsync(TestForms.Good());

        Assert.Equal(RefusalReason.RateLimited, Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(TestForms.Good(), Ct)).Reason);
    }

    [Fact]
    public async Task Of_sixteen_at_once_one_is_mailed_and_all_are_told_its_id()
    {
        var service = await Service.OpenAsync();

        var ids = await Race.RunAsync(_ => service.AcceptAsync(TestForms.Good()));
        await service.DrainAsync();

        Assert.Single(ids.Distinct());
        Assert.Equal(ids[0], service.Message.Id);
        Assert.Single(service.Transport.Calls);
    }

    [Fact]
    public async Task What_is_held_as_spam_is_repeated_like_all_else()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync(TestForms.Good(("company", "Spam Ltd")));

        await service.AcceptAsync(TestForms.Good(("company", "Spam Ltd")));

        Assert.Equal(["Accepted", "Held:honeypot", "Noted:repeated"], service.Trail);
    }

    /// <summary>Submits, and lets time pass while that waits for nothing else.</summary>
    private static async Task<SubmitOutcome> SubmitInTimeAsync(Service service)
    {
        var submitting = service.Submit.SubmitAsync(TestForms.Good(), Ct);
        while (!submitting.IsCompleted)
        {
            service.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await submitting;
    }
}
