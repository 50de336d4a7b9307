using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>
/// Kills the service's processes one after the other, as they stand on AWS (intake, senders, sweeper and feedback, over DynamoDB and SQS), while visitors
/// post; in every second round an operator pauses and resumes it meanwhile.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class AwsKillTests(Dynalite dynalite, LocalSqs sqs, ITestOutputHelper output) : IClassFixture<Dynalite>, IClassFixture<LocalSqs>
{
    private const int Rounds = 2;
    private const int AtOnce = 2;

    [Fact]
    public async Task Killed_process_by_process_every_accepted_mail_arrives_once_and_nothing_leaves_while_it_is_paused()
    {
        var rounds = await KillRounds.RunAsync(Rounds, AtOnce, RoundAsync, output);

        // A test that never meets what it is about would prove nothing.
        Assert.True(rounds.Sum(round => round.LostTheirWorker) > 0, "No kill met a message that its sender had claimed.");
    }

    private async Task<AwsKillRound.Result> RoundAsync(int number)
    {
        using var place = await AwsPlace.CreateAsync(dynalite, sqs, $"smail-kill-{number}");
        await using var simulator = await Simulator.StartAsync(KillForm.Domain);
        await using var round = new AwsKillRound(number, place, simulator);
        return await round.RunAsync(isPaused: number % 2 == 0);
    }
}
