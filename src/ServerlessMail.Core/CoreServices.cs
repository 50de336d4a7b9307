using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Core;

/// <summary>The use cases of Core. Stores, queue, transport and <see cref="TimeProvider"/> come from the adapters' own registrations.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services, SendTimings timings) => services
        .AddSingleton(timings.Validate())
        .AddSingleton<MessageIds>()
        .AddSingleton<FormGate>()
        .AddSingleton<SandboxGate>()
        .AddSingleton<SubmitForm>()
        .AddSingleton<EnqueueMessage>()
        .AddSingleton<AcceptMessage>()
        .AddSingleton<ClaimMessage>()
        .AddSingleton<SettleClaim>()
        .AddSingleton<SendGranted>()
        .AddSingleton<GrantClaimed>()
        .AddSingleton<SendQueued>()
        .AddSingleton<SendBatch>()
        .AddSingleton<RecordFeedback>()
        .AddSingleton<SweepMessage>()
        .AddSingleton<RecordFeedbackBatch>()
        .AddSingleton<Sweep>()
        .AddSingleton<RefreshAccount>()
        .AddSingleton<SweeperRound>()
        .AddSingleton<DecideHeld>()
        .AddSingleton<ReturnDeadLetters>();
}
