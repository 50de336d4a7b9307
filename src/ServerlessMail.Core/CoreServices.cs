using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Core;

/// <summary>The use cases of Core. Stores, queue, transport and <see cref="TimeProvider"/> come from the adapters' own registrations.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services, SendTimings timings) => services
        .AddSingleton(timings.Validate())
        .AddIntake()
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
        .AddSingleton<ExplainSubmission>()
        .AddSingleton<ReturnDeadLetters>();

    /// <summary>What a submission passes through. Visitors wait for its first use, and to search for constructors takes longer than to name them.</summary>
    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton(of => new MessageIds(of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new FormGate(of.GetRequiredService<ILimitStore>(), of.GetRequiredService<ISecretStore>(), of.GetRequiredService<TimeProvider>()))
        .AddLogger<SandboxGate>()
        .AddSingleton(of => new SandboxGate(of.GetRequiredService<TimeProvider>(), of.GetRequiredService<ILogger<SandboxGate>>()))
        .AddSingleton(of => new KeepFiles(of.GetRequiredService<IAttachmentStore>()))
        .AddHumanChecks()
        .AddLogger<EnqueueMessage>()
        .AddSingleton(of => new EnqueueMessage(of.GetRequiredService<IMessageQueue>(), of.GetRequiredService<ILogger<EnqueueMessage>>()))
        .AddSingleton(of => new AcceptMessage(
            of.GetRequiredService<IMessageStore>(), of.GetRequiredService<EnqueueMessage>(), of.GetRequiredService<SendTimings>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new PageStamps(of.GetRequiredService<ISecretStore>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new JudgeSubmission(
            of.GetRequiredService<SandboxGate>(), of.GetRequiredService<KeepFiles>(), of.GetRequiredService<PageStamps>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new SubmitForm(
            of.GetRequiredService<IIntakeStore>(),
            of.GetRequiredService<JudgeSubmission>(),
            of.GetRequiredService<AcceptMessage>(),
            of.GetRequiredService<IRefusalStore>(),
            of.GetRequiredService<FormGate>(),
            new KnownRepetition(of.GetRequiredService<IMessageStore>(), of.GetRequiredService<TimeProvider>()),
            of.GetRequiredService<MessageIds>(),
            of.GetRequiredService<KeepFiles>(),
            of.GetRequiredService<CaptchaGate>(),
            of.GetRequiredService<TimeProvider>()));

    /// <summary>What forms with a captcha need besides; none of it is made before the first of them is posted to.</summary>
    private static IServiceCollection AddHumanChecks(this IServiceCollection services) => services
        .AddLogger<CaptchaGate>()
        .AddSingleton(of => new CaptchaGate(
            of.GetServices<IHumanCheck>, of.GetRequiredService<ILimitStore>(), of.GetRequiredService<TimeProvider>(), of.GetRequiredService<ILogger<CaptchaGate>>()))
        .AddSingleton<IHumanCheck>(of => new AltchaCheck(of.GetRequiredService<ISecretStore>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new IssueAltcha(of.GetRequiredService<ISecretStore>(), of.GetRequiredService<TimeProvider>()));

    /// <summary>A logger that is made by name: a generic registration would have its type put together at run time.</summary>
    public static IServiceCollection AddLogger<T>(this IServiceCollection services)
    {
        services.TryAddSingleton<ILogger<T>>(of => of.GetRequiredService<ILoggerFactory>().CreateLogger<T>());
        return services;
    }
}
