using ServerlessMail.Core.Forms;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>Takes what visitors post. Who gets no answer, or is asked to come back, posts again now and then; some press the button twice.</summary>
internal sealed class IntakeApi(World world, int number) : Process(world, $"intake-{number}")
{
    private readonly TimeSpan _between = world.Plan.Storm / world.Plan.Intakes[number];
    private int _left = world.Plan.Intakes[number];

    protected override async Task RunAsync()
    {
        while (_left > 0)
        {
            await True.After(Dice.Between(TimeSpan.Zero, _between));
            _left--;
            await TryAsync(PostAsync);
        }
    }

    private async Task PostAsync()
    {
        var visit = Visit();
        for (var tries = Dice.Between(1, 3); tries > 0; tries--)
        {
            var outcome = await Ports().Submit().SubmitAsync(visit, CancellationToken.None);
            if (outcome is SubmitOutcome.Accepted accepted)
            {
                World.Witness.TookIn(accepted.Id);
                if (_left % 5 == 0 && await Ports().Submit().SubmitAsync(visit, CancellationToken.None) is SubmitOutcome.Accepted repeated)
                    World.Witness.TookIn(repeated.Id);
                return;
            }

            await True.After(Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)));
        }
    }

    private Submission Visit() => new()
    {
        Form = World.FormName(Dice.Next(World.Plan.FormRecipients.Length)),
        Fields = Dice.Chance(0.05)
            ? [new SubmittedField("_gotcha", "robot"), new SubmittedField("message", $"Buy {number}.{_left}")]
            : [new SubmittedField("email", "visitor@example.org"), new SubmittedField("message", $"Hello {number}.{_left}")],
        SelfOrigin = "https://forms.example.com",
        ClientAddress = "192.0.2.1",
    };
}
